//! Archives byte by byte, since no tool writes the bad ones.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

#[derive(Clone)]
pub(crate) struct Entry<'e> {
    pub(crate) name: &'e [u8],
    pub(crate) content: Vec<u8>,
    pub(crate) crc: u32,
    /// As told, where that is a lie.
    pub(crate) size: Option<u32>,
    pub(crate) true_size: u32,
    pub(crate) method: u16,
    pub(crate) flags: u16,
    pub(crate) mode: u32,
}

impl<'e> Entry<'e> {
    pub(crate) fn new(name: &'e str, content: &str) -> Self {
        let mut crc = Crc::new();
        crc.update(content.as_bytes());
        Self {
            name: name.as_bytes(),
            content: content.into(),
            crc: crc.sum(),
            size: None,
            true_size: content.len() as u32,
            method: 0,
            flags: 0,
            mode: 0o100_644,
        }
    }

    pub(crate) fn deflated(mut self) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&self.content).expect("memory");
        self.content = encoder.finish().expect("memory");
        self.method = 8;
        self
    }

    /// What the two headers of a file share.
    fn common(&self) -> Vec<u8> {
        let size = self.size.unwrap_or(self.true_size);
        let utf8 = 1 << 11;
        let mut bytes = Vec::new();
        for half in [20, self.flags | utf8, self.method, 0, 0x21] {
            bytes.extend(half.to_le_bytes());
        }
        for word in [self.crc, self.content.len() as u32, size] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend((self.name.len() as u16).to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }
}

pub(crate) fn zipped(entries: &[Entry<'_>]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = bytes.len() as u32;
        bytes.extend(b"PK\x03\x04");
        bytes.extend(entry.common());
        bytes.extend(entry.name);
        bytes.extend(&entry.content);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(entry.common());
        directory.extend([0; 6]);
        directory.extend((entry.mode << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name);
    }
    let (start, count) = (bytes.len() as u32, entries.len() as u16);
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}
