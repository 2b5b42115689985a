"""Texts that make careless readers quadratic, by name: the lists that parsers of
CommonMark and HTML are tried with, and what a reader of policies may trip over.

Each takes a size in bytes, and makes a text of about that size.
"""

SAYS = "We share your data with our partners for marketing purposes. "


def again(unit, head="", tail=""):
    """The same again and again."""
    return lambda size: head + unit * (size // len(unit.encode())) + tail


def nested(open, inner, close=""):
    """Everything opened, then everything closed."""
    def text(size):
        depth = size // len(open + close)
        return open * depth + inner + close * depth
    return text


def stairs(unit, step="  "):
    """A list in a list, indented as a person would; the size is the sum of the stairs."""
    def text(size):
        depth = int((2 * size / len(step)) ** 0.5)
        return "".join(step * at + unit for at in range(depth))
    return text


def backticks(size):
    """Runs of code marks, no two of a length."""
    return "".join("e" + "`" * length for length in range(1, int((2 * size) ** 0.5)))


def wide_table(size):
    """As many rows as columns, and next to nothing in them."""
    side = size // 8
    return "a|" * side + "\n" + "-|" * side + "\n" + "a|\n" * side


def definitions(size):
    """Links to as many definitions."""
    each = size // 28
    links = "".join(f"[a{at}] " for at in range(each))
    return links + "\n\n" + "".join(f"[a{at}]: http://a{at}\n" for at in range(each))


def laughs(size):
    """A long definition, and a link to it in every other word."""
    return "[a]: http://" + "u" * (size // 2) + "\n\n" + "[a] " * (size // 8)


def suppressions(size):
    """A comment for each sentence, each of which suppresses something."""
    unit = f"<!-- clauselint-disable-next-line vague-third-party-sharing -- x -->\n{SAYS}\n\n"
    return unit * (size // len(unit))


def idle_suppressions(size):
    """Comments that suppress nothing."""
    unit = "<!-- clauselint-disable-next-line stale-policy -- x -->\nWe keep data.\n\n"
    return unit * (size // len(unit))


def numbered(size):
    """Sections with numbers of their own."""
    return "".join(f"## {at}. Data {at}\n\nSee section {at + 1}.\n\n" for at in range(size // 36))


def names(size):
    """Companies, no two of a name."""
    return "# Privacy\n\n" + "".join(
        f"We share your email address with Acme{at} Inc. for {at} days.\n\n" for at in range(size // 68)
    )


def terms(size):
    """Defined terms, each used once."""
    return "# Privacy\n\n" + "".join(
        f'"Term {at} Data" means data. We keep Term {at} Data.\n\n' for at in range(size // 56)
    )


def links_within(size):
    """A list of contents and what it leads to."""
    count = size // 40
    lists = "".join(f"- [Part {at}](#part-{at})\n" for at in range(count))
    return lists + "\n" + "".join(f"## Part {at}\n\n" for at in range(count))


MARKDOWN = {
    "nested strong emphasis": lambda size: "*a **a " * (size // 14) + "b" + " a** a*" * (size // 14),
    "emphasis that closes": again("a_ "),
    "emphasis that opens": again("_a "),
    "emphasis that mismatches": again("*a_ "),
    "emphasis in threes": again("c* ", head="a**b"),
    "emphasis, hard": lambda size: "*a " * (size // 8) + "_a*_ " * (size // 8),
    "strikethrough that opens": again("~~a "),
    "links that close": again("a]"),
    "links that open": again("[a"),
    "links and emphasis": again("[ a_"),
    "links, hard": again("**x [a*b**c*](d) "),
    "links into links": again("[ (]("),
    "images in images": again("![[]()"),
    "links unclosed": again("[a](b"),
    "links unclosed, angled": again("[a](<b"),
    "brackets nested": nested("[", "a", "]"),
    "quotes nested": nested("> ", "we share data"),
    "quotes after quotes": again("> a\n\n"),
    "lists nested": nested("- ", "we share data"),
    "lists in stairs": stairs("- we share data\n"),
    "numbers in stairs": stairs("1. we share data\n", "   "),
    "quotes with lists nested": nested("> 1. - ", "we share data"),
    "lists of nothing": again("-\n"),
    "backticks": backticks,
    "code fences": again("```\n"),
    "tables": again("a|b\n-|-\n"),
    "tables, wide": wide_table,
    "tables, wide rows": again("|a" * 1000 + "|\n", head="|a" * 1000 + "|\n" + "|-" * 1000 + "|\n"),
    "definitions": definitions,
    "definitions of one name": again("[a]: b\n"),
    "definitions, long": laughs,
    "footnotes": again("[^1]"),
    "headings": again("# Data\n\n"),
    "headings underlined": again("Data\n===\n\n"),
    "headings numbered": numbered,
    "suppressions": suppressions,
    "suppressions, idle": idle_suppressions,
    "suppressions, open": again("<!-- clauselint-disable all -->\n\n"),
    "comments unclosed": again("<!--", head="</"),
    "comments unclosed, blocks": again("a <!-- b\n\n"),
    "declarations unclosed": again("a <!A "),
    "processing unclosed": again("a <?"),
    "character data unclosed": again("a <![CDATA["),
    "tags unclosed": again("<a b='"),
    "tags in text": again("<b>a</b> "),
    "entities": again("&amp;"),
    "entities, numeric": again("&#60;"),
    "entities, none": again("&a;"),
    "entities, unfinished": again("&#"),
    "escapes": again("\\\\\\*"),
    "links within": links_within,
    "names": names,
    "terms": terms,
}

HTML = {
    "elements nested": nested("<div>", "we share data", "</div>"),
    "elements unclosed": again("<div>we share data"),
    "lists nested": nested("<ul><li>", "we share data", "</li></ul>"),
    "tables nested": again("<table><tr><td>we share data"),
    "table, wide": again("<td>data"),
    "table, wide cells": again("<tr><td rowspan=1000 colspan=1000>data"),
    "formatting, unclosed": again("<b><i>"),
    "formatting, crossed": again("<b><p></b>"),
    "formatting of links": again("<a href=x><b>"),
    "ends of nothing": again("</p>"),
    "ends that do not fit": lambda size: "<div>" * (size // 10) + "</p>" * (size // 10),
    "attributes": again("a=1 ", head="<p ", tail=">We share data."),
    "attributes, own": lambda size: "<p " + " ".join(f"a{at}=1" for at in range(size // 9)) + ">We share.",
    "classes": again("privacy ", head='<div class="', tail='">We share data.'),
    "comments": again("<!-- a -->"),
    "comments, nested": again("<!--", tail="-->"),
    "scripts": again("<script>"),
    "textareas": again("<textarea>"),
    "titles": again("<title>a</title>"),
    "entities": again("&amp;"),
    "entities, unfinished": again("&ampamp"),
    "entities, numeric": again("&#x3c;"),
    "quotes": again("<a href='\""),
    "headings": again("<h2>Data</h2><p>We share it."),
    "policies in pages": again("<main><h1>Privacy Policy</h1><p>We collect data.</main>"),
    "definitions": again("<dl><dt>a<dd>we share data</dl>"),
    "lines": again("we share data<br>"),
    "identifiers": lambda size: "".join(f"<p id=a{at}><a href=#a{at}>x</a>" for at in range(size // 32)),
    "suppressions": again("<!-- clauselint-disable-next-line all --><p>We share your data.\n"),
    "image maps of SVG": again("<svg><g>"),
    "shadows": again("<template><p>a"),
}

TEXT = {
    "blanks": again(" ", tail="We share data."),
    "blanks at ends": again("a" + " " * 1000),
    "tabs": again("\t", tail="We share data."),
    "line ends": again("\n", tail="We share data."),
    "carriage returns": again("a\r"),
    "sentences in one line": again(SAYS),
    "no sentence ends": again("we share your data and "),
    "one word": again("x"),
    "words of nothing": again("lorem ipsum "),
    "capitals": again("Acme "),
    "conjunctions": again("and "),
    "conditions": again("if you "),
    "denials": again("we do not "),
    "commas": again("data, "),
    "kinds of data": again("email address, "),
    "recipients": again("with our partners and "),
    "purposes": again("to share for marketing "),
    "exceptions": again("except as described "),
    "abbreviations": again("e.g. "),
    "initials": again("A. "),
    "full stops": again("."),
    "questions": again("?!"),
    "quotation marks": again('"'),
    "brackets": again("("),
    "brackets, both": nested("(", "we share data", ")"),
    "digits": again("7"),
    "numbers": again("1. "),
    "numbers, long": again("1.1."),
    "letters in brackets": again("(a) "),
    "bullets": again("- "),
    "rules": again("- - -\n"),
    "underlines": again("=\n"),
    "dates": again("1 January 2025 "),
    "dates, unfinished": again("1 January "),
    "durations": again("30 days or "),
    "durations, unfinished": again("thirty-"),
    "ages": again("under the age of "),
    "mail": again("a@"),
    "mail, dots": again("a."),
    "mail, many": again("a@b.test "),
    "links": again("http://"),
    "links, long": again("a/", head="https://a.test/"),
    "telephones": again("+1 555 "),
    "streets": again("12 High Street, London "),
    "postcodes": again("SW1A 1AA "),
    "citations": again("Art. 6(1)(a) "),
    "citations, unfinished": again("Article "),
    "references": again("see section 1 "),
    "definitions": again('"A" means '),
    "placeholders": again("[NAME] "),
    "placeholders, open": again("{{"),
    "crawl marks": again("Skip to content\n"),
    "menus": again("Home | About | Privacy | "),
    "mojibake": again("â€™"),
    "zero widths": again("a\u200b"),
    "marks of direction": again("\u202ea"),
    "combining marks": again("\u0301", head="a"),
    "suppressions": again("# clauselint-disable-next-line all\nWe share your data.\n"),
    "headings": again("DATA\n\nWe share it.\n\n"),
    "paragraphs": again("We share it.\n\n"),
}

ALL = [
    (ending, name, make)
    for ending, made in (("md", MARKDOWN), ("html", HTML), ("txt", TEXT))
    for name, make in made.items()
]
