using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ClusterSim.Reports.Charts;

/// <summary>
/// HTML or SVG under construction. What is interpolated into it is escaped, unless it is itself markup, so that a job
/// named like a script stays a name.
/// </summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    public static Markup Of([InterpolatedStringHandlerArgument] MarkupHandler markup) => markup.Done;

    public Markup Add([InterpolatedStringHandlerArgument("")] MarkupHandler markup)
    {
        _ = markup;
        return this;
    }

    public Markup Add(Markup other)
    {
        _text.Append(other._text);
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Appends text as it stands: only for constants of this program.</summary>
    internal void Literal(string text) => _text.Append(text);

    internal void Escaped(string text)
    {
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                // Control characters are not allowed in HTML, however they are escaped.
                < ' ' and not '\n' and not '\t' => _text.Append('\uFFFD'),
                _ => _text.Append(c),
            };
        }
    }

    /// <summary>Turns an interpolated string into markup.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct MarkupHandler
    {
        public MarkupHandler(int literalLength, int formattedCount) => Done = new Markup();

        public MarkupHandler(int literalLength, int formattedCount, Markup target) => Done = target;

        public Markup Done { get; }

        public void AppendLiteral(string text) => Done.Literal(text);

        public void AppendFormatted(string? text) => Done.Escaped(text ?? "");

        public void AppendFormatted(Markup markup) => Done.Add(markup);

        public void AppendFormatted(int number) => Done.Literal(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>A coordinate: a tenth of a pixel is finer than anybody sees.</summary>
        public void AppendFormatted(double number) =>
            Done.Literal(number.ToString("0.#", CultureInfo.InvariantCulture));
    }
}
