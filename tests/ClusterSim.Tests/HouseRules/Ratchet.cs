using System.Globalization;

namespace ClusterSim.Tests.HouseRules;

/// <summary>
/// Limits with known exceptions that may only shrink. An entry is <c>rule item value</c>; what exceeds the limit needs
/// one, and an entry that is greater than what was measured must be lowered or removed.
/// </summary>
internal sealed class Ratchet
{
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
    public static Ratchet Committed => new(SourceTree.Text("tests/ClusterSim.Tests/HouseRules/ratchet.txt").Split('\n'));

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
                yield return string.Create(CultureInfo.InvariantCulture, $"{item}: {rule} is {value}, allowed {allowed}");
            }
        }

        foreach (((_, string item), int allowed) in _entries.Where(entry => entry.Key.Rule == rule))
        {
            int value = over.GetValueOrDefault(item, limit);
            if (value < allowed)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{item}: {rule} shrank to {value}; lower {allowed} in ratchet.txt");
            }
        }
    }
}
