//! A repository made for a test.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{command, stderr, stdout};

pub(super) const OLD: &str = "# Privacy Policy\n\nLast updated: 3 May 2024\n\nWe do not sell your data. We collect your name. We keep your data for two years. Write to privacy@harbor.example.\n";
pub(super) const LONGER: &str = "# Privacy Policy\n\nLast updated: 3 May 2024\n\nWe do not sell your data. We collect your name. We keep your data for five years. Write to privacy@harbor.example.\n";

/// A repository with a first commit, tagged `v1`.
pub(super) struct Repository(tempfile::TempDir);

impl Repository {
    /// None where there is no git.
    pub(super) fn new(files: &[(&str, &str)]) -> Option<Self> {
        let repository = Self::begun(files)?;
        repository.commit();
        repository.git(&["tag", "v1"]);
        Some(repository)
    }

    /// Without a commit.
    pub(super) fn begun(files: &[(&str, &str)]) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: there is no git");
            return None;
        }
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        for (path, text) in files {
            repository.write(path, text);
        }
        Some(repository)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn git(&self, arguments: &[&str]) {
        self.git_in("", arguments);
    }

    pub(super) fn git_in(&self, folder: &str, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=x", "-c", "user.email=x@y.example"])
            .args(["-c", "commit.gpgsign=false"])
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        git.current_dir(self.path().join(folder));
        let done = git.args(arguments).output();
        let done = done.unwrap();
        assert!(done.status.success(), "{}", stderr(&done));
    }

    pub(super) fn commit(&self) {
        self.commit_in("");
    }

    pub(super) fn commit_in(&self, folder: &str) {
        self.git_in(folder, &["add", "--all"]);
        self.git_in(folder, &["commit", "--quiet", "--message", "x"]);
    }

    /// Standard output and the exit status.
    pub(super) fn run_in(&self, folder: &str, arguments: &[&str]) -> (String, i32) {
        let output = command(arguments)
            .current_dir(self.path().join(folder))
            .output()
            .unwrap();
        let told = format!("{}{}", stdout(&output), stderr(&output));
        (told, output.status.code().unwrap())
    }

    pub(super) fn run(&self, arguments: &[&str]) -> (String, i32) {
        self.run_in("", arguments)
    }
}

pub(super) fn has(told: &str, words: &[&str]) {
    for word in words {
        assert!(told.contains(word), "no {word:?} in:\n{told}");
    }
}
