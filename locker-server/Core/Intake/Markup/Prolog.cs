namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>What stands before the root element: read here, so that the XML reader never sees a document type.</summary>
/// <remarks>
/// Only entity declarations are learnt, and of them only which file they name. Nothing is loaded, nothing expands:
/// no external subset, no parameter entity, no attribute default.
/// </remarks>
internal sealed class Prolog
{
    private readonly Dictionary<string, string?> _files = new(StringComparer.Ordinal);
    private readonly string _text;
    private int _at;

    private Prolog(string text) => _text = text;

    /// <summary>Where the root begins; the end of the text when it never does.</summary>
    public int End => _at;

    /// <summary>A declaration would give 密等 a level of its own: since none is applied, the level is not known.</summary>
    public bool DeclaresSecrecy { get; private set; }

    /// <summary>The text ends inside a comment, an instruction or the document type.</summary>
    public bool IsCutOff { get; private set; }

    public static Prolog Read(string text)
    {
        Prolog prolog = new(text);
        while (prolog.Next()) { }

        prolog.IsCutOff |= prolog.IsBeginning("<!DOCTYPE") || prolog.IsBeginning("<!--");
        return prolog;
    }

    /// <summary>The file that an entity names (SYSTEM); nothing when it is not declared or is a text.</summary>
    public string? FileOf(string entity) => _files.GetValueOrDefault(entity);

    private bool Next()
    {
        SkipBlanks();
        return Skip("<?", "?>") || Skip("<!--", "-->") || SkipDocumentType();
    }

    private bool SkipDocumentType()
    {
        if (!At("<!DOCTYPE")) { return false; }

        while (_at < _text.Length && _text[_at] != '>')
        {
            if (_text[_at] == '[')
            {
                _at++;
                ReadSubset();
            }
            else
            {
                StepOverLiteral();
            }
        }

        Close();
        return true;
    }

    private void ReadSubset()
    {
        while (_at < _text.Length && _text[_at] != ']')
        {
            if (Skip("<!--", "-->") || Skip("<?", "?>")) { continue; }

            if (At("<!"))
            {
                ReadDeclaration();
            }
            else
            {
                // Blanks, and parameter entities, which are let be.
                _at++;
            }
        }

        Close();
    }

    private void ReadDeclaration()
    {
        int start = _at;
        List<string> tokens = [];
        while (_at < _text.Length && _text[_at] != '>')
        {
            SkipBlanks();
            int token = _at;
            while (_at < _text.Length && _text[_at] != '>' && !char.IsWhiteSpace(_text[_at])) { StepOverLiteral(); }

            // An entity declaration has at most seven parts; the longest legal declaration of another kind is of no interest.
            if (_at > token && tokens.Count < 8) { tokens.Add(_text[token.._at]); }
        }

        Close();
        ReadOnlySpan<char> declaration = _text.AsSpan(start.._at);
        if (declaration.StartsWith("<!ENTITY")) { Declare(tokens); }
        DeclaresSecrecy |= declaration.Contains("密等", StringComparison.Ordinal) && GivesLevel(declaration);
    }

    private void Declare(List<string> tokens)
    {
        string? file = tokens switch
        {
            [_, _, "SYSTEM", var system, ..] => Unquoted(system),
            [_, _, "PUBLIC", _, var system, ..] => Unquoted(system),
            _ => null,
        };

        // The first declaration of a name is the binding one (XML 1.0, 4.2). "%" is a parameter entity.
        if (tokens is [_, not "%", ..]) { _files.TryAdd(tokens[1], file); }
    }

    /// <summary>
    /// A literal that says 密, or says it by a reference, or is a default of the level itself other than 普通.
    /// </summary>
    private static bool GivesLevel(ReadOnlySpan<char> declaration)
    {
        bool isDefault = declaration.StartsWith("<!ATTLIST") && declaration.Contains("代碼", StringComparison.Ordinal);
        while (declaration.IndexOfAny('"', '\'') is var open and >= 0)
        {
            ReadOnlySpan<char> literal = declaration[(open + 1)..];
            int close = literal.IndexOf(declaration[open]);
            ReadOnlySpan<char> value = close < 0 ? literal : literal[..close];
            if (value.ContainsAny('密', '&') || (isDefault && value.Trim() is not ("" or "普通"))) { return true; }

            declaration = close < 0 ? [] : literal[(close + 1)..];
        }

        return false;
    }

    private static string? Unquoted(string literal) =>
        literal is ['"' or '\'', .., '"' or '\''] && literal.Length > 2 ? literal[1..^1] : null;

    private void StepOverLiteral()
    {
        char quote = _text[_at++];
        if (quote is not ('"' or '\'')) { return; }

        int close = _text.IndexOf(quote, _at);
        _at = close < 0 ? _text.Length : close + 1;
    }

    private bool Skip(string open, string close)
    {
        if (!At(open)) { return false; }

        int end = _text.IndexOf(close, _at + open.Length, StringComparison.Ordinal);
        IsCutOff |= end < 0;
        _at = end < 0 ? _text.Length : end + close.Length;
        return true;
    }

    private void Close()
    {
        IsCutOff |= _at >= _text.Length;
        _at = Math.Min(_at + 1, _text.Length);
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) { _at++; }
    }

    /// <summary>The text ends inside the very token that would begin something.</summary>
    private bool IsBeginning(string token)
    {
        ReadOnlySpan<char> rest = _text.AsSpan(_at);
        return rest.Length > 1 && token.AsSpan().StartsWith(rest);
    }

    private bool At(string token) => string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0;
}
