//! Lists by number, laid out one behind the other.

use std::borrow::Cow;

/// Lists by number, one for each from 0; owned or static.
///
/// The fields are public for the code that
/// [`Lexicon::to_rust`](crate::Lexicon::to_rust) writes.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "read and written by this crate alone")]
pub struct Rows<T: Clone + 'static> {
    /// List `n` is `items[starts[n]..starts[n + 1]]`.
    pub starts: Cow<'static, [u32]>,
    pub items: Cow<'static, [T]>,
}

/// The same as slices: a scan looks into them at every word, and need not ask
/// each time whether they are owned.
#[derive(Debug)]
pub(crate) struct RowsView<'l, T> {
    starts: &'l [u32],
    items: &'l [T],
}

impl<T: Clone> Default for Rows<T> {
    fn default() -> Self {
        Self::from_iter([])
    }
}

impl<T: Clone> FromIterator<Vec<T>> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(lists: I) -> Self {
        let (mut starts, mut items) = (vec![0], Vec::new());
        for list in lists {
            items.extend(list);
            starts.push(items.len() as u32);
        }
        Self {
            starts: starts.into(),
            items: items.into(),
        }
    }
}

impl<T: Clone> Rows<T> {
    pub(crate) fn view(&self) -> RowsView<'_, T> {
        RowsView {
            starts: &self.starts,
            items: &self.items,
        }
    }
}

impl<'l, T> RowsView<'l, T> {
    /// The list of a number; empty where there is none.
    #[inline]
    pub(crate) fn of(&self, number: impl Into<u32>) -> &'l [T] {
        let at = number.into() as usize;
        match self.starts.get(at..at + 2) {
            Some(&[from, to]) => &self.items[from as usize..to as usize],
            _ => &[],
        }
    }
}

impl<T> Clone for RowsView<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RowsView<'_, T> {}
