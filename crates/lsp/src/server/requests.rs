//! What the client asks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gen_lsp_types::{
    CodeActionParams, DocumentDiagnosticParams, ExecuteCommandParams, FullDocumentDiagnosticReport,
    HoverParams, MessageType, ShowDocumentParams, TextDocumentIdentifier,
    UnchangedDocumentDiagnosticReport, Uri,
};
use lsp_server::{ErrorCode, Request, RequestId, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Server;
use crate::actions::{Acting, OPEN_PAGE};
use crate::analysis::Analysis;
use crate::client::Client;
use crate::documents::Document;
use crate::{diagnostics, folding, hover, symbols, tokens};

/// A request that waits for a document to be linted.
pub(super) struct Waiting {
    pub(super) id: RequestId,
    uri: Uri,
    ask: Ask,
}

/// What is asked of a document.
enum Ask {
    Hover(HoverParams),
    Actions(Box<CodeActionParams>),
    Symbols,
    Folding,
    Tokens,
    Diagnostics(Option<String>),
}

/// The parameters of requests that name a document and nothing else of ours.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    text_document: TextDocumentIdentifier,
}

impl Server<'_> {
    pub(super) fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.shut_down {
            return self.refuse(id, ErrorCode::InvalidRequest, "the server was shut down");
        }
        let asked = match &*method {
            "shutdown" => {
                self.shut_down = true;
                return self.send(Response::new_ok(id, Value::Null));
            }
            "initialize" => {
                return self.refuse(id, ErrorCode::InvalidRequest, "initialize comes once");
            }
            "workspace/executeCommand" => {
                return match parsed::<ExecuteCommandParams>(params) {
                    Ok(params) => self.execute(id, &params),
                    Err(why) => self.refuse(id, ErrorCode::InvalidParams, &why),
                };
            }
            method => ask(method, params),
        };
        match asked {
            Some(Ok((uri, ask))) => {
                self.waiting.push(Waiting {
                    id,
                    uri: uri.clone(),
                    ask,
                });
                self.answer_waiting(&uri);
            }
            Some(Err(why)) => self.refuse(id, ErrorCode::InvalidParams, &why),
            None => {
                let why = format!("clauselint knows no `{method}`");
                self.refuse(id, ErrorCode::MethodNotFound, &why);
            }
        }
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.send(Response::new_err(id, code as i32, why.to_owned()));
    }

    /// Answers the requests about a document, as far as it is linted or closed.
    pub(super) fn answer_waiting(&mut self, uri: &Uri) {
        let document = self.documents.get(uri);
        if document.is_some_and(|document| document.current().is_none()) {
            return;
        }
        let (ready, waiting) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|waiting| waiting.uri == *uri);
        self.waiting = waiting;
        let ready: Vec<Waiting> = ready;
        for Waiting { id, ask, .. } in ready {
            let document = self.documents.get(uri);
            let current = document.and_then(|it| Some((it, &**it.current()?)));
            // A fault of ours costs this answer and no other.
            let answer = AssertUnwindSafe(|| match current {
                Some((document, analysis)) => answer(uri, document, analysis, &self.client, &ask),
                None => nothing(&ask),
            });
            match catch_unwind(answer) {
                Ok(result) => self.send(Response::new_ok(id, result)),
                Err(_) => self.refuse(id, ErrorCode::InternalError, "see the log"),
            }
        }
    }

    fn execute(&mut self, id: RequestId, params: &ExecuteCommandParams) {
        let argument = params
            .arguments
            .as_ref()
            .and_then(|all| all.first()?.as_str());
        let page = argument.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        match page {
            Some(url) if params.command == OPEN_PAGE => {
                self.send(Response::new_ok(id, Value::Null));
                self.open(url);
            }
            _ => self.refuse(id, ErrorCode::InvalidParams, "no such command"),
        }
    }

    fn open(&mut self, url: &str) {
        if !self.client.shows_documents {
            return self.show(MessageType::Info, url.to_owned());
        }
        let params = ShowDocumentParams {
            uri: Uri(url.to_owned()),
            external: Some(true),
            take_focus: None,
            selection: None,
        };
        self.ask("window/showDocument", params);
    }
}

type Parsed<T> = Result<T, String>;

fn parsed<P: DeserializeOwned>(params: Value) -> Parsed<P> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}

/// What a method asks of which document; none for methods that we do not know.
fn ask(method: &str, params: Value) -> Option<Parsed<(Uri, Ask)>> {
    let named = |params, ask| {
        let params: Parsed<Named> = parsed(params);
        params.map(|params| (params.text_document.uri, ask))
    };
    Some(match method {
        "textDocument/hover" => parsed::<HoverParams>(params).map(|params| {
            let at = &params.text_document_position_params;
            (at.text_document.uri.clone(), Ask::Hover(params))
        }),
        "textDocument/codeAction" => parsed::<CodeActionParams>(params).map(|params| {
            let uri = params.text_document.uri.clone();
            (uri, Ask::Actions(Box::new(params)))
        }),
        "textDocument/documentSymbol" => named(params, Ask::Symbols),
        "textDocument/foldingRange" => named(params, Ask::Folding),
        "textDocument/semanticTokens/full" => named(params, Ask::Tokens),
        "textDocument/diagnostic" => parsed::<DocumentDiagnosticParams>(params).map(|params| {
            let known = params.previous_result_id;
            (params.text_document.uri, Ask::Diagnostics(known))
        }),
        _ => return None,
    })
}

fn answer(
    uri: &Uri,
    document: &Document,
    analysis: &Analysis,
    client: &Client,
    ask: &Ask,
) -> Value {
    if let Ask::Diagnostics(known) = ask {
        let id = analysis.generation.to_string();
        return if known.as_ref() == Some(&id) {
            json!(UnchangedDocumentDiagnosticReport::new(id))
        } else {
            let all = diagnostics::all(uri, analysis, client.related);
            json!(FullDocumentDiagnosticReport {
                result_id: Some(id),
                items: all
            })
        };
    }
    let Some(linted) = analysis.linted() else {
        return nothing(ask);
    };
    match ask {
        Ask::Hover(params) => {
            let position = params.text_document_position_params.position;
            json!(hover::hover(analysis, linted, position, client))
        }
        Ask::Actions(params) => {
            let acting = Acting {
                uri,
                version: document.version,
                analysis,
                linted,
                client,
            };
            json!(acting.actions(params.range, &params.context))
        }
        Ask::Symbols if client.symbol_tree => json!(symbols::tree(analysis, linted)),
        Ask::Symbols => json!(symbols::list(uri, analysis, linted)),
        Ask::Folding => json!(folding::ranges(analysis, linted, client.range_limit)),
        Ask::Tokens => json!(tokens::tokens(analysis, linted)),
        Ask::Diagnostics(_) => nothing(ask),
    }
}

/// The answer about a document that is no policy.
fn nothing(ask: &Ask) -> Value {
    match ask {
        Ask::Hover(_) | Ask::Tokens => Value::Null,
        Ask::Actions(_) | Ask::Symbols | Ask::Folding => json!([]),
        Ask::Diagnostics(_) => json!(FullDocumentDiagnosticReport::default()),
    }
}
