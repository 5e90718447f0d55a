/// A file of a build of documents, before anything is drawn.
public struct PlannedFile: Sendable {
    /// Where it goes, in the output folder.
    public let path: SitePath
    public let content: Content
    /// What it is made from: documents, templates and fonts by their paths.
    public let inputs: [String]
    /// The pictures that it is made from, where they stand beside the documents.
    public let pictures: [SitePath]

    public enum Content: Sendable {
        /// Its bytes: making them takes no longer than comparing them; with the document whose copy it is, nil of a picture.
        case ready([UInt8], Origin?)
        /// What will be drawn, with the stamp that it carries when it is up to date.
        case drawing(Drawing, Stamp)
    }

    /// What is drawn.
    public struct Drawing: Sendable {
        enum Subject: Sendable {
            case figure(FigureShelf.Entry)
            /// A page that leads to a figure step by step.
            case steps(FigureShelf.Entry)
            /// A document's page, by the document's index.
            case page(Int)
        }

        let subject: Subject
        /// How the file carries its stamp.
        public let carrier: Stamp.Carrier
    }
}
