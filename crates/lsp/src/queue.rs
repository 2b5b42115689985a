//! What is to be linted: of each document the newest state alone, so that the
//! queue is never longer than there are documents.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use clauselint_reading::Memory;
use gen_lsp_types::Uri;

use crate::workspace::{Standing, Workspace};

/// A state of a document that is to be linted.
pub(crate) struct Task {
    pub(crate) uri: Uri,
    pub(crate) language: String,
    pub(crate) text: Arc<String>,
    pub(crate) generation: u64,
    pub(crate) latest: Arc<AtomicU64>,
    /// Not to be begun before, since more may be typed.
    pub(crate) due: Instant,
    pub(crate) workspace: Arc<Workspace>,
    /// What holds for it, where that is known.
    pub(crate) standing: Option<Arc<Standing>>,
    /// What is known of the state before, by what holds for it.
    pub(crate) memory: Arc<Mutex<Memory>>,
}

impl Task {
    /// Whether nobody waits for it any more.
    pub(crate) fn is_stale(&self) -> bool {
        self.latest.load(Ordering::Relaxed) != self.generation
    }
}

/// Something to do.
pub(crate) enum Work {
    Lint(Box<Task>),
    /// Look at the configurations of a workspace, whatever is open.
    Survey(Arc<Workspace>),
}

/// Work that waits for the thread that does it.
#[derive(Default)]
pub(crate) struct Queue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    tasks: HashMap<Uri, Task>,
    survey: Option<Arc<Workspace>>,
    closed: bool,
}

impl Queue {
    /// Puts a state in the place of older ones of its document.
    pub(crate) fn push(&self, task: Task) {
        self.waiting().tasks.insert(task.uri.clone(), task);
        self.changed.notify_one();
    }

    /// Puts a survey in the place of an older one.
    pub(crate) fn survey(&self, workspace: Arc<Workspace>) {
        self.waiting().survey = Some(workspace);
        self.changed.notify_one();
    }

    /// Leaves out a document that is closed.
    pub(crate) fn remove(&self, uri: &Uri) {
        self.waiting().tasks.remove(uri);
    }

    /// Ends the wait of whoever pops.
    pub(crate) fn close(&self) {
        self.waiting().closed = true;
        self.changed.notify_all();
    }

    /// Waits for the next work that is due; none where the queue was closed.
    pub(crate) fn pop(&self) -> Option<Work> {
        let mut waiting = self.waiting();
        loop {
            if waiting.closed {
                return None;
            }
            if let Some(workspace) = waiting.survey.take() {
                return Some(Work::Survey(workspace));
            }
            let next = waiting.tasks.values().min_by_key(|task| task.due);
            let next = next.map(|task| (task.uri.clone(), task.due));
            let now = Instant::now();
            waiting = match next {
                None => self
                    .changed
                    .wait(waiting)
                    .unwrap_or_else(PoisonError::into_inner),
                Some((_, due)) if due > now => {
                    let wait = self.changed.wait_timeout(waiting, due - now);
                    wait.unwrap_or_else(PoisonError::into_inner).0
                }
                Some((uri, _)) => {
                    let task = waiting.tasks.remove(&uri)?;
                    return Some(Work::Lint(Box::new(task)));
                }
            };
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(uri: &str, generation: u64, due: Instant) -> Task {
        let setup = crate::Setup {
            cwd: "/".into(),
            context: Arc::new(Default::default),
            output_formats: Vec::new(),
        };
        Task {
            uri: Uri(uri.into()),
            language: String::new(),
            text: Arc::default(),
            generation,
            latest: Arc::new(AtomicU64::new(generation)),
            due,
            workspace: Arc::new(Workspace::new(&[], &Default::default(), &setup)),
            standing: None,
            memory: Arc::default(),
        }
    }

    #[test]
    fn two_thousand_states_of_one_document_are_one() {
        let queue = Queue::default();
        let now = Instant::now();
        queue.push(task("b", 1, now));
        for generation in 0..2000 {
            queue.push(task("a", generation, now));
        }
        assert_eq!(queue.waiting().tasks.len(), 2);
        let mut popped = Vec::new();
        for _ in 0..2 {
            if let Some(Work::Lint(task)) = queue.pop() {
                popped.push((task.uri.0.clone(), task.generation));
            }
        }
        popped.sort();
        assert_eq!(popped, [("a".to_owned(), 1999), ("b".to_owned(), 1)]);
        queue.close();
        assert!(queue.pop().is_none());
    }
}
