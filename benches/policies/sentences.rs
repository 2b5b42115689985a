//! The words that policies are made of here; `{slot}` is filled in.

/// What a section may be called, section by section.
pub(super) const HEADINGS: [&[&str]; 15] = [
    &[
        "Information we collect",
        "What we collect",
        "Data that we collect",
    ],
    &["How we use your information", "Why we use data", "Purposes"],
    &[
        "Who receives your data",
        "Sharing",
        "How we share information",
    ],
    &["Cookies", "Cookies and similar techniques", "Tracking"],
    &["How long we keep data", "Retention", "Storage periods"],
    &[
        "Your rights",
        "Your choices and rights",
        "What you can ask for",
    ],
    &["Security", "How we protect your data"],
    &["Children", "Children's privacy"],
    &["Transfers abroad", "International transfers"],
    &["Legal bases", "On what we base this"],
    &["California residents", "Your California privacy rights"],
    &["Changes to this policy", "Updates"],
    &["Contact", "How to reach us"],
    &["Marketing", "Newsletters and advertising"],
    &["Other websites", "Links and plug-ins"],
];

/// The sentences of each section.
pub(super) const SECTIONS: [&[&str]; 15] = [
    &[
        "When you {act}, we collect {data} and {data}.",
        "{company} collects {data} from {source} in order to {aim}.",
        "We may also receive {data} about you from {source}, which we combine with what we hold already.",
        "We do not collect {sensitive}, and we ask you not to send any to us.",
        "Some of it is needed {purpose}; without it we cannot offer you the service.",
        "Our servers record {data} each time that a page is opened.",
    ],
    &[
        "We use {data} {purpose} and {purpose}.",
        "Your {plain} is used only {purpose}.",
        "If you {act}, we process {data} to {aim}, and for nothing else.",
        "From time to time we analyse {data} so that we can {aim}.",
        "We may use automated means to {aim}, but no decision with legal effect is taken by a machine alone.",
    ],
    &[
        "We share {data} with {recipient}, who process it on our behalf and under contract.",
        "{recipient} may receive {data} where this is needed {purpose}.",
        "We do not sell your personal information to anybody.",
        "If {company} is sold or merged, {data} may be handed over to the buyer.",
        "We disclose {plain} where a court or another authority obliges us to.",
        "Apart from {recipient}, nobody outside the company sees your {plain}.",
    ],
    &[
        "Cookies are small text files that your browser keeps on your device.",
        "We set cookies {purpose}; they expire after {period}.",
        "With your consent, {recipient} place cookies of their own to {aim}.",
        "You can delete cookies at any time in the settings of your browser, though some parts of the site may then not work.",
        "We respond to the signals of the Global Privacy Control.",
    ],
    &[
        "We keep {data} for {period} and delete it then.",
        "{plain} is stored until you close your account.",
        "Where the law asks for it, invoices are kept for {period}.",
        "Backups are overwritten after {period}.",
        "When {data} is no longer needed {purpose}, it is erased or made anonymous.",
    ],
    &[
        "You have the right to {right} at any time and free of charge.",
        "You may ask us to {right}; we answer within {period}.",
        "If you have given consent, you can withdraw it without giving reasons.",
        "You can also complain to the data protection authority of the place where you live.",
        "To {right}, write to the address below or use the form in your account.",
        "We may have to check who you are before we {right}.",
    ],
    &[
        "We protect {data} by encryption in transit and at rest.",
        "Only staff who need {data} for their work have access to it.",
        "No method of transmission over the internet is entirely safe, so we cannot promise absolute security.",
        "If your {plain} is lost or stolen, we tell you and the authority without undue delay.",
    ],
    &[
        "Our service is not directed to children under the age of 13, and we do not knowingly collect {data} from them.",
        "If you believe that a child has given us {plain}, please tell us and we will delete it.",
        "Parents may review {data} of their child and have it removed.",
    ],
    &[
        "{data} may be transferred to {country} and stored there by {recipient}.",
        "For transfers to {country} we rely on the standard contractual clauses of the European Commission.",
        "A copy of the safeguards can be had from the address below.",
    ],
    &[
        "We process {data} on the basis of your consent (Art. 6(1)(a) GDPR).",
        "The processing of {plain} is necessary for the performance of our contract with you.",
        "Our legitimate interest is to {aim}.",
        "Where a law obliges us to keep {data}, that obligation is the basis.",
    ],
    &[
        "In the last twelve months we have collected {data} and {data} from {source}.",
        "Residents of California may ask which {plain} we hold, and may have it deleted or corrected.",
        "We do not sell or share personal information within the meaning of the CCPA.",
        "We will not discriminate against you because you {right}.",
    ],
    &[
        "We may change this policy when the law or our service changes.",
        "The date at the top tells when it was last revised, and we tell you of material changes by e-mail {period} before they take effect.",
        "Earlier versions are kept in an archive on this page.",
    ],
    &[
        "Write to privacy@company.example if you want to {right}.",
        "{company} can be reached at the postal address above on working days.",
        "Our data protection officer answers questions on {data}.",
    ],
    &[
        "With your consent we send you {offer} by e-mail.",
        "Every message holds a link by which you can unsubscribe.",
        "{recipient} show advertisements to you on the basis of {data}.",
        "You can object to direct marketing at any time.",
    ],
    &[
        "Our site links to pages of {recipient}, for which we are not responsible.",
        "Buttons of social networks send {data} to their operators only once you press them.",
        "Please read the policies of those sites before you {act}.",
    ],
];

/// What fills the gaps.
pub(super) const SLOTS: [(&str, &[&str]); 12] = [
    (
        "data",
        &[
            "your name and e-mail address",
            "the IP address of your device",
            "your postal address",
            "payment details",
            "your telephone number",
            "a record of the pages that you visit",
            "location data",
            "the type and version of your browser",
            "your order history",
            "photographs that you upload",
            "device identifiers",
            "your date of birth",
            "messages that you send to our support",
            "crash reports",
            "your language and time zone",
        ],
    ),
    (
        "plain",
        &[
            "e-mail address",
            "personal data",
            "account information",
            "usage data",
            "purchase history",
        ],
    ),
    (
        "sensitive",
        &[
            "data on your health",
            "biometric data",
            "data on your religion",
            "genetic data",
        ],
    ),
    (
        "act",
        &[
            "create an account",
            "place an order",
            "visit our website",
            "write to our support",
            "take part in a survey",
            "subscribe to the newsletter",
            "use the mobile app",
        ],
    ),
    (
        "source",
        &[
            "you",
            "public registers",
            "our business partners",
            "social networks",
            "data brokers",
            "your device",
        ],
    ),
    (
        "aim",
        &[
            "improve our service",
            "prevent fraud",
            "keep the site secure",
            "answer your questions",
            "deliver what you ordered",
            "measure how often pages are read",
            "show you what may interest you",
            "meet our duties under tax law",
        ],
    ),
    (
        "purpose",
        &[
            "to deliver your order",
            "for the security of our systems",
            "to answer your requests",
            "for statistics",
            "for the settlement of payments",
            "to fulfil our contract with you",
            "for marketing",
            "to comply with the law",
            "for the prevention of abuse",
        ],
    ),
    (
        "recipient",
        &[
            "Our payment processor Stripe",
            "hosting providers",
            "our analytics provider Matomo",
            "delivery companies",
            "advertising partners",
            "law enforcement agencies",
            "companies of our group",
            "third parties",
            "our e-mail service provider",
        ],
    ),
    (
        "period",
        &[
            "30 days",
            "six months",
            "12 months",
            "two years",
            "ten years",
            "90 days",
            "three years",
        ],
    ),
    (
        "right",
        &[
            "access your data",
            "have your data corrected",
            "have your data deleted",
            "object to the processing",
            "receive your data in a machine-readable format",
            "restrict the processing",
            "opt out of the sale of your data",
        ],
    ),
    (
        "country",
        &[
            "the United States",
            "India",
            "the United Kingdom",
            "Switzerland",
            "Singapore",
        ],
    ),
    (
        "offer",
        &[
            "a newsletter",
            "offers that fit your purchases",
            "news on our products",
        ],
    ),
];
