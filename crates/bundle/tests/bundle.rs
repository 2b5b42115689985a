//! Packs in folders and archives, and the lock over them.

#[path = "bundle/archive.rs"]
mod archive;
#[path = "bundle/folder.rs"]
mod folder;
#[path = "bundle/lock.rs"]
mod lock;
#[path = "bundle/zipped.rs"]
mod zipped;
