using System.Text;
using System.Text.RegularExpressions;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// A regular expression with the meaning that it has in RE2, the engine of CRE tools: linear time, ASCII classes,
/// <c>$</c> only at the very end, no look-around and no back-references.
/// </summary>
internal sealed class Re2
{
    // Word borders of ASCII, where the library's own would know letters of all scripts.
    private const string Border = "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))",
        NoBorder = "(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly Regex _linear;

    // Only for texts beyond ASCII: look-around is not linear, so it is bounded in time.
    private readonly Regex? _bordered;

    /// <summary>Compiles an expression.</summary>
    /// <exception cref="FormatException">RE2 does not accept it; the message says why.</exception>
    public Re2(string pattern)
    {
        Re2Translation linear = new(pattern, @"\b", @"\B");
        _linear = Compile(linear.Run(), RegexOptions.NonBacktracking);
        _bordered = linear.HasBorders
            ? Compile(new Re2Translation(pattern, Border, NoBorder).Run(), RegexOptions.None)
            : null;
    }

    /// <summary>Checks an expression without the cost of compiling it for use.</summary>
    /// <exception cref="FormatException">RE2 does not accept it; the message says why.</exception>
    public static void Check(string pattern) =>
        Compile(new Re2Translation(pattern, @"\b", @"\B").Run(), RegexOptions.None);

    public bool IsMatch(string text) => For(text).IsMatch(text);

    public Match Match(string text) => For(text).Match(text);

    private Regex For(string text) => _bordered is not null && !Ascii.IsValid(text) ? _bordered : _linear;

    private static Regex Compile(string translated, RegexOptions options)
    {
        try
        {
            return new Regex(translated, options | RegexOptions.CultureInvariant, s_patience);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"error parsing regexp: {e.Message}", e);
        }
    }
}
