using System.Globalization;
using System.Text.Json;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Traces.Batsim;

/// <summary>The jobs and profiles of a Batsim workload, in whatever order they stand in the file.</summary>
internal sealed class BatsimFile
{
    private const int MostHosts = 100_000_000;
    private readonly JsonTokens _json;
    private readonly string _path;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public BatsimFile(Stream content, string path)
    {
        (_json, _path) = (new JsonTokens(content, path), path);
        _json.Next();
        Expect(JsonTokenType.StartObject, "", "an object with \"jobs\" and \"profiles\"");
        bool jobs = false, profiles = false;
        while (NextName())
        {
            if (_json.Is("nb_res"u8))
            {
                _json.Next();
                Machines = (int)Whole("nb_res", 1, MostHosts);
            }
            else if (_json.Is("jobs"u8))
            {
                jobs = jobs ? throw _json.Fault("", "only one \"jobs\"") : true;
                ReadJobs();
            }
            else if (_json.Is("profiles"u8))
            {
                profiles = profiles ? throw _json.Fault("", "only one \"profiles\"") : true;
                ReadProfiles();
            }
            else
            {
                SkipValue();
            }
        }

        CheckWhole(jobs, profiles);
    }

    /// <summary>Hosts of the machine; <c>null</c> when the file does not say.</summary>
    public int? Machines { get; private set; }

    public List<BatsimJob> Jobs { get; } = [];

    public Dictionary<string, BatsimProfile> Profiles { get; } = new(StringComparer.Ordinal);

    private void CheckWhole(bool jobs, bool profiles)
    {
        if (!jobs || !profiles)
        {
            throw new TableFormatException(
                _path, 0, "", jobs ? "no \"profiles\"" : "no \"jobs\"", "an object with \"jobs\" and \"profiles\"");
        }

        if (_json.Read())
        {
            throw _json.Fault("", "nothing after the workload");
        }
    }

    private void ReadJobs()
    {
        _json.Next();
        Expect(JsonTokenType.StartArray, "jobs", "an array of jobs");
        for (_json.Next(); _json.Type != JsonTokenType.EndArray; _json.Next())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"jobs[{Jobs.Count}]");
            Expect(JsonTokenType.StartObject, place, "a job");
            Jobs.Add(ReadJob(place));
        }
    }

    private BatsimJob ReadJob(string place)
    {
        int line = _json.Line;
        string? id = null, profile = null;
        TimeSpan? submit = null, walltime = null;
        int? hosts = null;
        while (NextName())
        {
            if (_json.Is("id"u8))
            {
                id = Scalar(place + ".id");
            }
            else if (_json.Is("profile"u8))
            {
                profile = Shared(Scalar(place + ".profile"));
            }
            else if (_json.Is("subtime"u8))
            {
                submit = Length(place + ".subtime", "a time in seconds from 0 to 1e11", unlimited: false);
            }
            else if (_json.Is("walltime"u8))
            {
                walltime = Length(place + ".walltime", "a time in seconds from 0 to 1e11, or -1 for none", true);
            }
            else if (_json.Is("res"u8))
            {
                _json.Next();
                hosts = (int)Whole(place + ".res", 1, MostHosts);
            }
            else
            {
                SkipValue();
            }
        }

        return new BatsimJob(line, Required(id, line, place, "id"),
            SimTime.Zero + (submit ?? throw Missing(line, place, "subtime")), walltime,
            hosts ?? throw Missing(line, place, "res"), Required(profile, line, place, "profile"));
    }

    private void ReadProfiles()
    {
        _json.Next();
        Expect(JsonTokenType.StartObject, "profiles", "an object of profiles by name");
        while (NextName())
        {
            string name = _json.Text("profiles");
            string place = $"profiles.{name}";
            _json.Next();
            Expect(JsonTokenType.StartObject, place, "a profile");
            if (!Profiles.TryAdd(name, ReadProfile(place)))
            {
                throw new TableFormatException(_path, _json.Line, place, "this profile again", "each profile once");
            }
        }
    }

    private BatsimProfile ReadProfile(string place)
    {
        int line = _json.Line;
        string? kind = null;
        TimeSpan? delay = null;
        List<string> parts = [];
        long repeats = 1;
        while (NextName())
        {
            if (_json.Is("type"u8))
            {
                kind = Scalar(place + ".type");
            }
            else if (_json.Is("delay"u8))
            {
                delay = Length(place + ".delay", "a time in seconds from 0 to 1e11", unlimited: false);
            }
            else if (_json.Is("repeat"u8))
            {
                _json.Next();
                repeats = Whole(place + ".repeat", 0, int.MaxValue);
            }
            else if (_json.Is("seq"u8))
            {
                ReadParts(place + ".seq", parts);
            }
            else
            {
                SkipValue();
            }
        }

        return Required(kind, line, place, "type") switch
        {
            "delay" => new BatsimProfile("delay", delay ?? throw Missing(line, place, "delay"), [], 1),
            "composed" => new BatsimProfile("composed", null, [.. parts], repeats),
            { } other => new BatsimProfile(other, null, [], 1),
        };
    }

    private void ReadParts(string place, List<string> parts)
    {
        _json.Next();
        Expect(JsonTokenType.StartArray, place, "an array of names of profiles");
        for (_json.Next(); _json.Type != JsonTokenType.EndArray; _json.Next())
        {
            Expect(JsonTokenType.String, place, "the name of a profile");
            parts.Add(_json.Text(place));
        }
    }

    /// <summary>Goes to the next name of the current object; false at its end.</summary>
    private bool NextName()
    {
        _json.Next();
        return _json.Type == JsonTokenType.PropertyName;
    }

    private void SkipValue()
    {
        _json.Next();
        _json.Skip();
    }

    private string Scalar(string place)
    {
        _json.Next();
        return _json.Type is JsonTokenType.String or JsonTokenType.Number
            ? _json.Text(place)
            : throw _json.Fault(place, "a text or a number");
    }

    private TimeSpan? Length(string place, string expected, bool unlimited)
    {
        _json.Next();
        bool number = _json.Type is JsonTokenType.Number or JsonTokenType.String;
        if (!number || !DecimalText.TryParse(_json.Value, DecimalText.TickDecimals, out long ticks)
            || ticks > CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond)
        {
            throw _json.Fault(place, expected);
        }

        return ticks >= 0 ? new TimeSpan(ticks)
            : unlimited && ticks == -TimeSpan.TicksPerSecond ? null
            : throw _json.Fault(place, expected);
    }

    private long Whole(string place, long min, long max) =>
        _json.Type == JsonTokenType.Number && DecimalText.TryParse(_json.Value, 3, out long scaled)
        && scaled % 1000 == 0 && scaled / 1000 >= min && scaled / 1000 <= max
            ? scaled / 1000
            : throw _json.Fault(place,
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));

    private void Expect(JsonTokenType type, string place, string expected)
    {
        if (_json.Type != type)
        {
            throw _json.Fault(place, expected);
        }
    }

    private string Required(string? value, int line, string place, string name) =>
        value ?? throw Missing(line, place, name);

    private TableFormatException Missing(int line, string place, string name) =>
        new(_path, line, place, $"no \"{name}\"", "that field");

    /// <summary>One string for all jobs of a profile.</summary>
    private string Shared(string name)
    {
        if (!_names.TryGetValue(name, out string? shared))
        {
            _names.Add(name, name);
            shared = name;
        }

        return shared;
    }
}
