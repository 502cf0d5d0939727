using System.Text;
using System.Xml;

namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>Bytes to elements, at a cost in proportion to the bytes whatever they say.</summary>
/// <remarks>
/// The XML reader gets neither the XML declaration nor the document type nor any entity reference, and has no resolver:
/// there is nothing it could load or expand. Elements nobody asks for are checked for form and not kept.
/// </remarks>
internal static class MarkupReader
{
    /// <summary>No field lies deeper than four; below this the form is checked and the text kept, nothing else.</summary>
    private const int DepthMax = 16;

    /// <summary>"&lt;a/&gt;": the reader does not look at anything shorter.</summary>
    private const int ShortestRoot = 4;

    /// <summary>"&amp;#x10FFFF", the longest construct that is reported where it begins.</summary>
    private const int TokenMax = 12;

    private const string SecrecyLevel = "密等";
    private const string SecrecyBlock = "密等及解密條件或保密期限";

    /// <param name="bytes">The whole file.</param>
    /// <param name="fields">The children of the root that are wanted.</param>
    public static MarkupOutcome Read(ReadOnlyMemory<byte> bytes, IReadOnlySet<string> fields)
    {
        DecodedText decoded = TextDecoder.Decode(bytes);
        string text = decoded.Text.Trim().Trim('\uFEFF', '\0', '\u001A').Trim();
        if (text.Length == 0) { return new MarkupOutcome.Failed(RefusalReason.Empty); }

        Prolog prolog = Prolog.Read(text);
        if (prolog.IsCutOff || (prolog.End == text.Length && text[0] == '<'))
        {
            return new MarkupOutcome.Failed(RefusalReason.Truncated);
        }

        (string body, int references) = EntityReferences.Remove(text[prolog.End..]);
        Walk walk = new(fields);
        try
        {
            walk.Through(body);
        }
        catch (XmlException broken)
        {
            bool endsEarly = EndsEarly(body, broken, walk.IsDone);
            return new MarkupOutcome.Failed(endsEarly ? RefusalReason.Truncated : RefusalReason.NotXml);
        }

        return new MarkupOutcome.Read(new MarkupFile(walk.Root, walk.Text, prolog)
        {
            SecrecyMarks = walk.SecrecyMarks,
            RootChildren = walk.RootChildren,
            IsLossy = decoded.IsLossy,
            HadEntityReferences = references > 0,
        });
    }

    /// <summary>A file that is cut off is well-formed up to its end; one that is no XML goes wrong before.</summary>
    /// <remarks>
    /// The reader reports a construct that the end cuts short where it begins, so a short rest without '>' counts.
    /// </remarks>
    private static bool EndsEarly(string body, XmlException broken, bool isDone)
    {
        if (body[0] != '<' || body.Length < ShortestRoot) { return body[0] == '<'; }

        // A fault without a place, such as an end that comes too early, is reported before the beginning.
        int rest = Math.Min(body.Length, body.Length - Offset(body, broken.LineNumber, broken.LinePosition));

        // Text behind a whole document is one thing too many, not one that is missing.
        if (isDone && rest > 0 && body[^rest] != '<') { return false; }

        return rest <= 0 || (rest <= TokenMax && !body.AsSpan(body.Length - rest).Contains('>'));
    }

    private static int Offset(string body, int line, int position)
    {
        int start = 0;
        for (int i = 0; i < body.Length && line > 1; i++)
        {
            bool ends = body[i] == '\n' || (body[i] == '\r' && (i + 1 == body.Length || body[i + 1] != '\n'));
            (line, start) = ends ? (line - 1, i + 1) : (line, start);
        }

        return start + position - 1;
    }

    private sealed class Walk(IReadOnlySet<string> fields)
    {
        private readonly StringBuilder _text = new();
        private readonly Stack<Element?> _open = new();
        private readonly List<Element> _marks = [];
        private readonly List<string> _rootChildren = [];
        private Element? _root;

        public Element Root => _root ?? throw new XmlException("No root element.");
        public bool IsDone => _root is not null && _open.Count == 0;
        public string Text => _text.ToString();
        public IReadOnlyList<Element> SecrecyMarks => _marks;
        public IReadOnlyList<string> RootChildren => _rootChildren;

        public void Through(string body)
        {
            // Without namespaces a prefix is part of a name and needs no declaration; it is cut off here.
            using StringReader source = new(body);
            using XmlTextReader reader = new(source)
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                Namespaces = false,
                EntityHandling = EntityHandling.ExpandCharEntities,
            };
            while (reader.Read()) { Take(reader); }
        }

        private void Take(XmlTextReader reader)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    bool isEmpty = reader.IsEmptyElement;
                    Open(reader);
                    if (isEmpty) { Close(); }
                    break;
                case XmlNodeType.EndElement:
                    Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
                    when _open.TryPeek(out Element? holder) && holder is not null:
                    _text.Append(reader.Value);
                    break;
                default:
                    break;
            }
        }

        private void Open(XmlTextReader reader)
        {
            string name = WithoutPrefix(reader.Name);
            if (_open.Count == 1) { _rootChildren.Add(name); }

            bool isMark = name is SecrecyLevel or SecrecyBlock;
            Element? parent = _open.Count == 0 ? null : _open.Peek();
            bool isWanted = _open.Count switch
            {
                0 => true,
                1 => fields.Contains(name),
                _ => parent is not null,
            };
            if (!isWanted && !isMark)
            {
                _open.Push(null);
                return;
            }

            // Below the depth that matters an element lends its text to the one that is kept above it.
            if (parent is not null && !isMark && _open.Count > DepthMax)
            {
                _open.Push(parent);
                return;
            }

            Element element = new(name, _text.Length);
            ReadAttributes(reader, element);
            parent?.Add(element);
            _root ??= element;
            if (isMark) { _marks.Add(element); }
            _open.Push(element);
        }

        private void Close()
        {
            Element? element = _open.Pop();
            if (element is not null) { element.Extent = element.Extent.Start.._text.Length; }
        }

        /// <summary>Twins under different prefixes are put together: a level that says two things must not read as one.</summary>
        private static void ReadAttributes(XmlTextReader reader, Element element)
        {
            while (reader.MoveToNextAttribute())
            {
                switch (WithoutPrefix(reader.Name))
                {
                    case "代碼":
                        element.Code += reader.Value;
                        break;
                    case "交換表單":
                        element.List += reader.Value;
                        break;
                    default:
                        break;
                }
            }
        }

        private static string WithoutPrefix(string name) => name[(name.LastIndexOf(':') + 1)..];
    }
}
