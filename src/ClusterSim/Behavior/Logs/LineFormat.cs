using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClusterSim.Behavior.Logs;

/// <summary>How the lines of a log carry their time stamps; one of the four kinds that CRE tools read.</summary>
internal abstract class LineFormat
{
    private static readonly StampFormat s_rfc3339 = new("rfc3339nano");

    /// <summary>Lines of the Docker log driver: JSON with log, stream and time.</summary>
    public static LineFormat Docker { get; } = new DockerFormat();

    /// <summary>Lines of a container runtime: stamp, stream, tag, message.</summary>
    public static LineFormat Cri { get; } = new CriFormat();

    /// <summary>Lines that begin with an RFC 3339 stamp and a blank.</summary>
    public static LineFormat Rfc3339 { get; } = new Rfc3339Format();

    /// <summary>Name of the format.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether a line that carries no stamp belongs to the entry before it, rather than being left out.
    /// </summary>
    public abstract bool Folds { get; }

    /// <summary>Lines in which capture 1 of an expression is the stamp.</summary>
    public static LineFormat Stamped(string pattern, string format) =>
        new RegexFormat(new Re2(pattern), new StampFormat(format));

    /// <summary>Whether a line can be the first of a log of this format.</summary>
    public virtual bool Begins(string line, DateTime now) =>
        TryRead(line, now, out long nanoseconds, out _) && nanoseconds != 0;

    /// <summary>Stamp and text of a line; <c>false</c> when the line has no stamp of this format.</summary>
    public abstract bool TryRead(
        string line, DateTime now, out long nanoseconds, [NotNullWhen(true)] out string? text);

    private static bool TryReadStamp(string line, DateTime now, out long nanoseconds, out int end)
    {
        end = line.IndexOf(' ', StringComparison.Ordinal);
        long? stamp = end < 0 ? null : s_rfc3339.Read(line[..end], now);
        nanoseconds = stamp ?? 0;
        return stamp is not null;
    }

    private sealed class DockerFormat : LineFormat
    {
        public override string Name => "docker";

        public override bool Folds => false;

        public override bool Begins(string line, DateTime now) =>
            TryRead(line, out _, out string? text, out string? stream)
            && text.Length > 0 && stream is "stdout" or "stderr";

        public override bool TryRead(
            string line, DateTime now, out long nanoseconds, [NotNullWhen(true)] out string? text) =>
            TryRead(line, out nanoseconds, out text, out _);

        private static bool TryRead(
            string line, out long nanoseconds, [NotNullWhen(true)] out string? text, out string? stream)
        {
            (nanoseconds, text, stream) = (0, null, null);
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                JsonElement root = document.RootElement;
                if (root.ValueKind == JsonValueKind.Object && TextOf(root, "time") is { } time
                    && s_rfc3339.Read(time, DateTime.UnixEpoch) is { } stamp)
                {
                    (nanoseconds, text, stream) = (stamp, TextOf(root, "log") ?? "", TextOf(root, "stream"));
                }
            }
            catch (JsonException)
            {
                return false;
            }

            return text is not null;
        }

        private static string? TextOf(JsonElement root, string key) =>
            root.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }

    private sealed class CriFormat : LineFormat
    {
        public override string Name => "cri";

        public override bool Folds => false;

        public override bool TryRead(
            string line, DateTime now, out long nanoseconds, [NotNullWhen(true)] out string? text)
        {
            text = null;
            if (!TryReadStamp(line, now, out nanoseconds, out int blank))
            {
                return false;
            }

            ReadOnlySpan<char> rest = line.AsSpan(blank + 1);
            bool stream = rest.StartsWith("stdout ") || rest.StartsWith("stderr ");
            int tag = stream ? rest[7..].IndexOf(' ') : -1;
            text = tag < 0 ? null : rest[(7 + tag + 1)..].ToString();
            return text is not null;
        }
    }

    private sealed class Rfc3339Format : LineFormat
    {
        public override string Name => "rfc3339nano";

        public override bool Folds => true;

        public override bool TryRead(
            string line, DateTime now, out long nanoseconds, [NotNullWhen(true)] out string? text)
        {
            bool read = TryReadStamp(line, now, out nanoseconds, out int blank);
            text = read ? line[(blank + 1)..] : null;
            return read;
        }
    }

    private sealed class RegexFormat(Re2 pattern, StampFormat format) : LineFormat
    {
        public override string Name => "regex";

        public override bool Folds => true;

        public override bool TryRead(
            string line, DateTime now, out long nanoseconds, [NotNullWhen(true)] out string? text)
        {
            Match match = pattern.Match(line);
            long? stamp = match.Success && match.Groups.Count > 1 ? format.Read(match.Groups[1].Value, now) : null;
            (nanoseconds, text) = (stamp ?? 0, stamp is null ? null : line);
            return stamp is not null;
        }
    }
}
