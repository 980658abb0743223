using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// The values given for a policy's options, read one by one; everything that is wrong with them is collected.
/// </summary>
internal sealed class OptionValues
{
    private const string PassedOn = "base.";

    private readonly PolicyDescription _policy;
    private readonly IReadOnlyDictionary<string, string> _given;
    private readonly List<string> _problems = [];

    public OptionValues(PolicyDescription policy, IReadOnlyDictionary<string, string> given)
    {
        (_policy, _given) = (policy, given);
        string[] known = [.. policy.Options.Select(option => option.Name)];
        bool passesOn = policy.PassesOptionsOn || known.Contains("base");
        foreach (string name in given.Keys.Order(StringComparer.Ordinal))
        {
            if (!known.Contains(name) && !(passesOn && name.StartsWith(PassedOn, StringComparison.Ordinal)))
            {
                string nearest = Spelling.Suggestion(name, known);
                _problems.Add($"policy '{policy.Name}' has no option '{name}'{nearest}; {List(known)}.");
            }
        }
    }

    /// <summary>Name of the policy that the values are for.</summary>
    public string PolicyName => _policy.Name;

    /// <summary>Every option of the policy itself with its value.</summary>
    public IEnumerable<KeyValuePair<string, string>> All =>
        _policy.Options.Select(option => KeyValuePair.Create(option.Name, Text(option.Name)));

    /// <summary>The options meant for the wrapped policy, without their prefix.</summary>
    public IReadOnlyDictionary<string, string> ForBase => _given
        .Where(option => option.Key.StartsWith(PassedOn, StringComparison.Ordinal))
        .ToImmutableSortedDictionary(
            option => option.Key[PassedOn.Length..], option => option.Value, StringComparer.Ordinal);

    /// <summary>The part that a value names; <c>default</c> when there is none of that name.</summary>
    public T? Choice<T>(string name, ImmutableArray<(string Name, Func<T> Make)> choices)
    {
        string value = Text(name);
        foreach ((string choice, Func<T> make) in choices)
        {
            if (choice == value)
            {
                return make();
            }
        }

        string[] names = [.. choices.Select(choice => choice.Name)];
        Refuse(name, $"one of {string.Join(", ", names)}{Spelling.Suggestion(value, names)}");
        return default;
    }

    /// <summary>
    /// A number within bounds that do not count themselves where <paramref name="exclusive"/>; 0 when it is not one.
    /// </summary>
    public double Number(string name, double least, double most, bool exclusive = false)
    {
        bool good = TryNumber(Text(name), out double number)
            && (exclusive ? number > least && number < most : number >= least && number <= most);
        if (!good)
        {
            Refuse(name, Expected(name));
        }

        return good ? number : 0;
    }

    /// <summary>A whole number from 1; 1 when it is not one.</summary>
    public int Whole(string name)
    {
        if (int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1)
        {
            return number;
        }

        Refuse(name, Expected(name));
        return 1;
    }

    /// <summary>As <see cref="Whole"/>; <see cref="int.MaxValue"/> for the value <c>all</c>.</summary>
    public int WholeOrAll(string name) => Text(name) == "all" ? int.MaxValue : Whole(name);

    /// <summary>As <see cref="Number"/>; <c>null</c> for the value <c>none</c>.</summary>
    public double? NumberOrNone(string name, double least, double most, bool exclusive) =>
        Text(name) == "none" ? null : Number(name, least, most, exclusive);

    /// <summary>Numbers separated by semicolons, positive and ascending; empty when they are not.</summary>
    public ImmutableArray<double> Ascending(string name)
    {
        List<double> numbers = [];
        foreach (string part in Text(name).Split(';', StringSplitOptions.TrimEntries))
        {
            if (!TryNumber(part, out double number) || number <= (numbers.Count == 0 ? 0 : numbers[^1]))
            {
                Refuse(name, Expected(name));
                return [];
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>As <see cref="Ascending"/>; empty for the value <c>none</c>, too.</summary>
    public ImmutableArray<double> AscendingOrNone(string name) => Text(name) == "none" ? [] : Ascending(name);

    /// <summary>Names with positive numbers such as <c>ann=2;bob=1</c>; empty when they are not.</summary>
    public ImmutableSortedDictionary<string, double> Pairs(string name)
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (string part in Text(name).Split(';', StringSplitOptions.TrimEntries))
        {
            int equals = part.LastIndexOf('=');
            if (equals <= 0 || !TryNumber(part[(equals + 1)..], out double number) || number <= 0
                || pairs.ContainsKey(part[..equals].Trim()))
            {
                Refuse(name, Expected(name));
                return pairs.ToImmutable().Clear();
            }

            pairs.Add(part[..equals].Trim(), number);
        }

        return pairs.ToImmutable();
    }

    /// <summary>
    /// A positive length of time such as <c>90s</c>, <c>30m</c>, <c>2h</c> or <c>7d</c>, or also zero where that is
    /// allowed; plain numbers are seconds.
    /// </summary>
    public TimeSpan Length(string name, bool orZero = false)
    {
        string value = Text(name);
        double unit = value.Length == 0 ? 1 : value[^1] switch { 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 1 };
        bool good = TryNumber(value.TrimEnd('s', 'm', 'h', 'd'), out double number)
            && (number > 0 || (orZero && number == 0)) && number * unit < 1e9;
        if (!good)
        {
            Refuse(name, Expected(name));
        }

        return good ? SimTime.Length(number * unit) : TimeSpan.FromSeconds(1);
    }

    /// <summary>The value as it was given, or the default.</summary>
    public string Text(string name) =>
        _given.TryGetValue(name, out string? value)
            ? value.Trim()
            : _policy.Options.Single(option => option.Name == name).Default;

    /// <summary>Takes in what is wrong beyond single values.</summary>
    public void Refuse(IEnumerable<string> problems) => _problems.AddRange(problems);

    /// <summary>Whether nothing was wrong so far.</summary>
    public bool Good => _problems.Count == 0;

    public void ThrowIfBad()
    {
        if (!Good)
        {
            throw new PolicyException(_problems);
        }
    }

    private string Expected(string name) => _policy.Options.Single(option => option.Name == name).Expected;

    private void Refuse(string name, string expected) =>
        _problems.Add($"policy '{_policy.Name}', option '{name}': found '{Text(name)}', expected {expected}.");

    private static string List(string[] known) =>
        known.Length == 0 ? "it has none" : "known: " + string.Join(", ", known);

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
