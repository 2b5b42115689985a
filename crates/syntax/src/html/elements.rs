//! The elements that mean something to a reader of a page, and what they mean.

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Runs along with the text around it.
    Inline,
    Link,
    Strong,
    /// A line break.
    Break,
    /// Inline, and never has content.
    Void,
    /// Parts blocks and has no content.
    Rule,
    /// Holds blocks or text.
    Block,
    Paragraph,
    Heading(u8),
    /// The line that opens and shuts a `<details>`.
    Summary,
    List,
    Item,
    Terms,
    Term,
    Description,
    Table,
    HeadGroup,
    RowGroup,
    Row,
    HeadCell,
    Cell,
    Quote,
    Preformatted,
    Main,
    Article,
    Header,
    Footer,
    Aside,
    Nav,
    Dialog,
    /// A button or a label: content only where it works as a heading.
    Control,
    /// The page, its head and body.
    Page,
    Head,
    Title,
    /// Nothing in it is the page's text.
    Hidden,
}

impl Kind {
    /// Whether a reader sees a new block begin and end.
    pub(super) const fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Link
                | Self::Strong
                | Self::Break
                | Self::Void
                | Self::Control
                | Self::Hidden
                | Self::Title
        )
    }

    /// Whether the element has no end tag.
    pub(super) const fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Void | Self::Rule)
    }

    pub(super) const fn is_hidden(self) -> bool {
        matches!(self, Self::Hidden | Self::Head | Self::Title)
    }
}

macro_rules! elements {
    ($($name:literal $tag:ident $kind:expr;)*) => {
        /// An element's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub(super) enum Tag {
            /// Not an element: a run of text.
            #[default]
            Text,
            $($tag,)*
            /// Any other, custom elements among them.
            Other,
        }

        impl Tag {
            pub(super) const COUNT: usize = Self::Other as usize + 1;

            /// The tag of a name in lower case.
            pub(super) fn of(name: &[u8]) -> Self {
                match name {
                    $($name => Self::$tag,)*
                    _ => Self::Other,
                }
            }

            pub(super) const fn kind(self) -> Kind {
                match self {
                    $(Self::$tag => $kind,)*
                    Self::Text | Self::Other => Kind::Inline,
                }
            }
        }
    };
}

elements! {
    b"a" A Kind::Link;
    b"address" Address Kind::Block;
    b"area" Area Kind::Void;
    b"article" Article Kind::Article;
    b"aside" Aside Kind::Aside;
    b"audio" Audio Kind::Hidden;
    b"b" B Kind::Strong;
    b"base" Base Kind::Void;
    b"big" Big Kind::Inline;
    b"blockquote" Blockquote Kind::Quote;
    b"body" Body Kind::Page;
    b"br" Br Kind::Break;
    b"button" Button Kind::Control;
    b"canvas" Canvas Kind::Hidden;
    b"caption" Caption Kind::Block;
    b"center" Center Kind::Block;
    b"col" Col Kind::Void;
    b"dd" Dd Kind::Description;
    b"details" Details Kind::Block;
    b"dialog" Dialog Kind::Dialog;
    b"dir" Dir Kind::List;
    b"div" Div Kind::Block;
    b"dl" Dl Kind::Terms;
    b"dt" Dt Kind::Term;
    b"em" Em Kind::Inline;
    b"embed" Embed Kind::Void;
    b"fieldset" Fieldset Kind::Block;
    b"figcaption" Figcaption Kind::Block;
    b"figure" Figure Kind::Block;
    b"font" Font Kind::Inline;
    b"footer" Footer Kind::Footer;
    b"form" Form Kind::Block;
    b"h1" H1 Kind::Heading(1);
    b"h2" H2 Kind::Heading(2);
    b"h3" H3 Kind::Heading(3);
    b"h4" H4 Kind::Heading(4);
    b"h5" H5 Kind::Heading(5);
    b"h6" H6 Kind::Heading(6);
    b"head" Head Kind::Head;
    b"header" Header Kind::Header;
    b"hgroup" Hgroup Kind::Block;
    b"hr" Hr Kind::Rule;
    b"html" Html Kind::Page;
    b"i" I Kind::Inline;
    b"iframe" Iframe Kind::Hidden;
    b"img" Img Kind::Void;
    b"input" Input Kind::Void;
    b"label" Label Kind::Control;
    b"legend" Legend Kind::Block;
    b"li" Li Kind::Item;
    b"link" Link Kind::Void;
    b"main" Main Kind::Main;
    b"math" Math Kind::Hidden;
    b"menu" Menu Kind::List;
    b"meta" Meta Kind::Void;
    b"nav" Nav Kind::Nav;
    b"noembed" Noembed Kind::Hidden;
    b"noscript" Noscript Kind::Hidden;
    b"object" Object Kind::Hidden;
    b"ol" Ol Kind::List;
    b"option" Option Kind::Hidden;
    b"p" P Kind::Paragraph;
    b"param" Param Kind::Void;
    b"pre" Pre Kind::Preformatted;
    b"script" Script Kind::Hidden;
    b"search" Search Kind::Nav;
    b"section" Section Kind::Block;
    b"select" Select Kind::Hidden;
    b"small" Small Kind::Inline;
    b"source" Source Kind::Void;
    b"span" Span Kind::Inline;
    b"strong" Strong Kind::Strong;
    b"style" Style Kind::Hidden;
    b"summary" Summary Kind::Summary;
    b"svg" Svg Kind::Hidden;
    b"table" Table Kind::Table;
    b"tbody" Tbody Kind::RowGroup;
    b"td" Td Kind::Cell;
    b"template" Template Kind::Hidden;
    b"textarea" Textarea Kind::Hidden;
    b"tfoot" Tfoot Kind::RowGroup;
    b"th" Th Kind::HeadCell;
    b"thead" Thead Kind::HeadGroup;
    b"title" Title Kind::Title;
    b"tr" Tr Kind::Row;
    b"track" Track Kind::Void;
    b"u" U Kind::Strong;
    b"ul" Ul Kind::List;
    b"video" Video Kind::Hidden;
    b"wbr" Wbr Kind::Void;
    b"xmp" Xmp Kind::Preformatted;
}

/// Every tag of headings.
pub(super) const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];
/// What a list item's end tag may be searched within.
pub(super) const LISTS: [Tag; 4] = [Tag::Ul, Tag::Ol, Tag::Dir, Tag::Menu];
/// Table cells, which nothing inside them closes.
pub(super) const CELLS: [Tag; 3] = [Tag::Td, Tag::Th, Tag::Caption];
