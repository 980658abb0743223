namespace ClusterSim.Runner;

/// <summary>Reads <c>key=value</c> arguments.</summary>
internal static class KeyValues
{
    /// <summary>The values by key.</summary>
    public static Dictionary<string, string> Of(IEnumerable<string> settings)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=');
            if (equals <= 0)
            {
                throw new UsageException($"--set: found '{setting}', expected KEY=VALUE");
            }

            if (!values.TryAdd(setting[..equals].Trim(), setting[(equals + 1)..].Trim()))
            {
                throw new UsageException($"--set: found '{setting[..equals]}' a second time, expected it once");
            }
        }

        return values;
    }
}
