using System.Diagnostics;
using System.Text;
using ClusterSim.Tests.HouseRules;

namespace ClusterSim.Tests.Documentation;

/// <summary>A fresh copy of the tree in a folder for temporary files: what somebody has who just cloned it.</summary>
internal sealed class WorkingCopy : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    public WorkingCopy()
    {
        Root = Directory.CreateTempSubdirectory("clustersim-copy-").FullName;
        foreach (string path in SourceTree.Files())
        {
            string target = Path.Combine(Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.Path(path), target);
        }
    }

    public string Root { get; }

    /// <summary>Runs a command of a shell in the copy.</summary>
    /// <returns>Everything that it wrote.</returns>
    public string Run(string command)
    {
        ProcessStartInfo start = new("bash", ["-c", command])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // Variables that the test host sets would change what the inner build does.
        foreach (string name in start.Environment.Keys.Where(IsOfTheHost).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        StringBuilder output = new();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{command}' took longer than {s_patience}:\n{output}");
        }

        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{command}\n{output}");
        return output.ToString();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static bool IsOfTheHost(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH" or "MSBuildSDKsPath" or "DOTNET_HOSTING_ROOT" or "VSTEST_CONNECTION_TIMEOUT";

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
