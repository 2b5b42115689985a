//! Configuration: what is found, what is wrong, what holds.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "config/faults.rs"]
mod faults;
#[path = "config/find.rs"]
mod find;
#[path = "config/holds.rs"]
mod holds;
#[path = "config/hostile.rs"]
mod hostile;
#[path = "config/setting.rs"]
mod setting;
