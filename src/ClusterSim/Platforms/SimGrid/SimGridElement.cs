using System.Xml;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>An XML element with its position, its attributes and the properties inside it.</summary>
internal sealed class SimGridElement
{
    private readonly Dictionary<string, (string Value, int Line, int Column)> _attributes = new(StringComparer.Ordinal);
    private readonly List<PlatformProblem> _problems;

    private SimGridElement(string name, int line, int column, List<PlatformProblem> problems) =>
        (Name, Line, Column, _problems) = (name, line, column, problems);

    public string Name { get; }

    public int Line { get; }

    public int Column { get; }

    /// <summary>The properties inside, by name.</summary>
    public SortedDictionary<string, SimGridElement> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of its attributes.</summary>
    public IEnumerable<string> Attributes => _attributes.Keys;

    /// <summary>The <c>id</c>; empty when there is none.</summary>
    public string Id => _attributes.TryGetValue("id", out var id) ? id.Value : "";

    /// <summary>The element at which a reader stands; its attributes are read, its content is not.</summary>
    public static SimGridElement Of(XmlReader xml, List<PlatformProblem> problems)
    {
        var position = (IXmlLineInfo)xml;
        SimGridElement element = new(xml.Name, position.LineNumber, position.LinePosition, problems);
        while (xml.MoveToNextAttribute())
        {
            element._attributes[xml.Name] = (xml.Value.Trim(), position.LineNumber, position.LinePosition);
        }

        xml.MoveToElement();
        return element;
    }

    public bool Has(string attribute) => _attributes.ContainsKey(attribute);

    /// <summary>The text of an attribute; <c>null</c> when it is absent.</summary>
    public string? Text(string attribute) => _attributes.TryGetValue(attribute, out var found) ? found.Value : null;

    /// <summary>The text of an attribute that must be there; <c>null</c> and a problem when it is not.</summary>
    public string? Required(string attribute, string expected)
    {
        if (Text(attribute) is { } text && (text.Length > 0 || attribute is "suffix" or "prefix"))
        {
            return text;
        }

        Report(attribute, $"is missing, expected {expected}");
        return null;
    }

    /// <summary>The value of an attribute; <c>null</c> when it is absent or malformed, which is a problem.</summary>
    public T? Value<T>(string attribute, Parser<T> parse, string expected)
        where T : struct
    {
        if (Text(attribute) is not { } text)
        {
            return null;
        }

        if (parse(text, out T value))
        {
            return value;
        }

        Report(attribute, $"found '{text}', expected {expected}");
        return null;
    }

    /// <summary>Reports a problem with an attribute, or with the element when it is absent.</summary>
    public void Report(string attribute, string message)
    {
        (int line, int column) = _attributes.TryGetValue(attribute, out var found)
            ? (found.Line, found.Column)
            : (Line, Column);
        string path = Id.Length > 0 ? $"{Name}[{Id}]" : Name;
        _problems.Add(new PlatformProblem(attribute.Length > 0 ? $"{path}.{attribute}" : path, message, line, column));
    }
}
