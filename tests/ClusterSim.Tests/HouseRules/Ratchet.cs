using System.Globalization;

namespace ClusterSim.Tests.HouseRules;

/// <summary>
/// Limits with known exceptions that may only shrink. An entry is <c>rule item value</c>; what exceeds the limit needs
/// one, and an entry that is greater than what was measured must be lowered or removed.
/// </summary>
internal sealed class Ratchet
{
    private const string Path = "tests/ClusterSim.Tests/HouseRules/ratchet.txt";

    private readonly Dictionary<(string Rule, string Item), int> _entries = [];

    public Ratchet(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] parts = line.Split(' ');
            _entries.Add((parts[0], parts[1]), int.Parse(parts[2], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The committed list.</summary>
    public static Ratchet Committed => new(SourceTree.Text(Path).Split('\n'));

    /// <summary>
    /// Lowers the entries of a rule in the committed list to what was measured; raises and adds none.
    /// </summary>
    public static void Lower(string rule, int limit, IEnumerable<(string Item, int Value)> measured)
    {
        ILookup<string, int> values = measured.ToLookup(item => item.Item, item => item.Value);
        List<string> kept = [];
        foreach (string line in SourceTree.Text(Path).TrimEnd('\n').Split('\n'))
        {
            string[] parts = line.Split(' ');
            int allowed = parts[0] == rule ? int.Parse(parts[2], CultureInfo.InvariantCulture) : int.MaxValue;
            int value = parts[0] == rule ? Math.Min(allowed, values[parts[1]].DefaultIfEmpty(limit).Max()) : allowed;
            if (value > limit)
            {
                kept.Add(
                    value < allowed ? string.Create(CultureInfo.InvariantCulture, $"{rule} {parts[1]} {value}") : line);
            }
        }

        File.WriteAllText(Repository.Path(Path), string.Join('\n', kept) + "\n");
    }

    public IEnumerable<string> Violations(string rule, int limit, IEnumerable<(string Item, int Value)> measured)
    {
        Dictionary<string, int> over = measured
            .Where(item => item.Value > limit)
            .GroupBy(item => item.Item)
            .ToDictionary(group => group.Key, group => group.Max(item => item.Value));
        foreach ((string item, int value) in over.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            int allowed = _entries.GetValueOrDefault((rule, item), limit);
            if (value > allowed)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{item}: {rule} is {value}, allowed {allowed}");
            }
        }

        foreach (((_, string item), int allowed) in _entries.Where(entry => entry.Key.Rule == rule))
        {
            int value = over.GetValueOrDefault(item, limit);
            if (value < allowed)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{item}: {rule} shrank to {value}; lower {allowed} in ratchet.txt");
            }
        }
    }
}
