//! The thread that lints.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use clauselint_project::ProjectError;
use clauselint_rule::Context;
use crossbeam_channel::Sender;
use gen_lsp_types::Uri;

use crate::analysis::{Analysis, analyse};
use crate::position::Encoding;
use crate::queue::{Queue, Work};
use crate::workspace::{Origin, Workspace};

/// What came of work.
pub(crate) enum Done {
    /// A document was linted.
    Linted {
        uri: Uri,
        analysis: Box<Analysis>,
        /// How long it took.
        cost: Duration,
    },
    /// A workspace was looked at.
    Surveyed {
        workspace: Arc<Workspace>,
        errors: Vec<(Arc<ProjectError>, Origin)>,
        packs: Vec<PathBuf>,
    },
}

/// Starts the thread, which ends when the queue is closed.
pub(crate) fn start(
    queue: Arc<Queue>,
    done: Sender<Done>,
    context: Arc<dyn Fn() -> Context + Send + Sync>,
    encoding: Encoding,
) -> JoinHandle<()> {
    thread::spawn(move || {
        while let Some(work) = queue.pop() {
            let Some(result) = perform(work, &*context, encoding) else {
                continue;
            };
            if done.send(result).is_err() {
                break;
            }
        }
    })
}

/// None where nobody waits for it any more.
fn perform(work: Work, context: &dyn Fn() -> Context, encoding: Encoding) -> Option<Done> {
    match work {
        Work::Survey(workspace) => {
            let (errors, packs) = workspace.survey();
            Some(Done::Surveyed {
                workspace,
                errors,
                packs,
            })
        }
        Work::Lint(task) => {
            if task.is_stale() {
                return None;
            }
            let begun = Instant::now();
            let analysis = analyse(&task, context(), encoding)?;
            Some(Done::Linted {
                uri: task.uri,
                analysis: Box::new(analysis),
                cost: begun.elapsed(),
            })
        }
    }
}
