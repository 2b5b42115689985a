//! Messages over standard input and output, or any other stream.
//!
//! lsp-server has the same and ends at the first message that it cannot read;
//! here the next one has its chance.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Sender, bounded, unbounded};
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response};
use serde_json::Value;

/// A larger message is skipped unread.
const LARGEST: u64 = 1 << 30;

/// A connection to whoever is at standard input and output, and the thread that
/// writes. The thread that reads may wait for ever.
pub(crate) fn connect() -> (Connection, JoinHandle<()>) {
    // Locked by the thread that writes.
    connect_to(io::stdin(), || io::stdout().lock())
}

/// The same over other streams.
pub(crate) fn connect_to<W: Write>(
    input: impl Read + Send + 'static,
    output: impl FnOnce() -> W + Send + 'static,
) -> (Connection, JoinHandle<()>) {
    let (sender, outgoing) = unbounded::<Message>();
    let (incoming, receiver) = bounded(64);
    let refusals = sender.clone();
    let writer = thread::spawn(move || {
        let mut out = output();
        // A client that went away is seen by the thread that reads.
        let _ = outgoing
            .into_iter()
            .try_for_each(|message| message.write(&mut out));
    });
    // Not joined: it holds a sender of refusals no longer than the client lasts.
    let refusals = Refusals(Some(refusals));
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        let _ = read_all(&mut input, &incoming, refusals);
    });
    (Connection { sender, receiver }, writer)
}

/// Where to say that a message cannot be read.
struct Refusals(Option<Sender<Message>>);

fn read_all(
    input: &mut impl BufRead,
    incoming: &Sender<Message>,
    mut refusals: Refusals,
) -> io::Result<()> {
    while let Some(body) = read_body(input)? {
        match message(&body) {
            Ok(message) => {
                let exit = matches!(&message, Message::Notification(it) if it.method == "exit");
                if exit {
                    // The writer ends when all who may write have left.
                    refusals.0 = None;
                }
                if incoming.send(message).is_err() || exit {
                    break;
                }
            }
            Err((id, reason)) => {
                eprintln_log(&reason);
                if let (Some(id), Some(refusals)) = (id, &refusals.0) {
                    let code = ErrorCode::InvalidRequest as i32;
                    let _ = refusals.send(Response::new_err(id, code, reason).into());
                }
            }
        }
    }
    Ok(())
}

/// Standard error is the log.
#[allow(clippy::print_stderr, reason = "the protocol leaves no other place")]
fn eprintln_log(reason: &str) {
    eprintln!("clauselint: {reason}");
}

/// A message, or why it is none, with the id by which to say so.
fn message(body: &[u8]) -> Result<Message, (Option<RequestId>, String)> {
    let read: Result<Message, _> = serde_json::from_slice(body);
    read.map_err(|error| {
        let value: Option<Value> = serde_json::from_slice(body).ok();
        let id = value.and_then(|value| serde_json::from_value(value.get("id")?.clone()).ok());
        (id, format!("a message that cannot be read: {error}"))
    })
}

/// The body of the next message; none at the end of input.
fn read_body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    loop {
        let Some(length) = read_header(input)? else {
            return Ok(None);
        };
        if length > LARGEST {
            eprintln_log("a message of more than 1 GiB is skipped");
            io::copy(&mut input.take(length), &mut io::sink())?;
            continue;
        }
        // Room is made as bytes come, whatever the header promises.
        let mut body = Vec::new();
        let read = input.take(length).read_to_end(&mut body)?;
        return Ok((read as u64 == length).then_some(body));
    }
}

/// The length that the next header tells; one that tells none is skipped.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        // No header has a line this long.
        if input.take(1 << 16).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            match length {
                Some(length) => return Ok(Some(length)),
                None => continue,
            }
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(input: &str) -> Vec<String> {
        let mut input = input.as_bytes();
        let next = || read_body(&mut input).unwrap();
        let bodies = std::iter::from_fn(next);
        bodies
            .map(|body| String::from_utf8(body).unwrap())
            .collect()
    }

    #[test]
    fn what_is_no_header_is_skipped() {
        let input = "nonsense\r\n\r\nContent-Length: x\r\n\r\n\
            content-length:2\r\nContent-Type: y\r\n\r\n{}Content-Length: 1\n\n7";
        assert_eq!(bodies(input), ["{}", "7"]);
    }

    #[test]
    fn what_is_cut_off_is_no_message() {
        assert!(bodies("Content-Length: 99999999\r\n\r\n{}").is_empty());
        assert!(bodies("Content-Length: 2").is_empty());
    }

    #[test]
    fn a_request_that_cannot_be_read_is_told_by_its_id() {
        let (id, _) = message(br#"{"id": 3, "method": 7}"#).unwrap_err();
        assert_eq!(id, Some(RequestId::from(3)));
        assert!(message(b"{").unwrap_err().0.is_none());
        assert!(message(br#"{"method": "exit"}"#).is_ok());
    }
}
