using System.Diagnostics;

namespace ClusterSim.Tests.Tables.Parquet;

/// <summary>DuckDB, hyparquet and hyparquet-writer, run by node in <c>tests/parquet</c>.</summary>
internal static class OtherTools
{
    /// <summary>The values of a file as a tool reads them, one line a row.</summary>
    public static string[] Read(string tool, string file)
    {
        Run("read", tool, file, file + ".lines");
        return File.ReadAllLines(file + ".lines");
    }

    /// <summary>Has a tool write a file of samples.</summary>
    /// <returns>Its values as they were before they were written, one line a row.</returns>
    public static string[] Write(string tool, string file, int rows, string codec, int groupRows)
    {
        Run("write", tool, file, file + ".lines", $"{rows}", codec, $"{groupRows}");
        return File.ReadAllLines(file + ".lines");
    }

    /// <summary>Has DuckDB write what a query gives.</summary>
    public static void Copy(string file, string sql, string options = "") => Run("copy", file, sql, options);

    /// <summary>What DuckDB answers to a query, with spaces between columns.</summary>
    public static string Query(string sql) => Run("query", sql).TrimEnd();

    private static string Run(params string[] arguments)
    {
        string folder = Repository.Path("tests/parquet");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@duckdb", "node-api")))
        {
            Missing("Needs node and 'npm install --no-save' in tests/parquet.");
        }

        ProcessStartInfo start = new("node", [Path.Combine(folder, "exchange.mjs"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        return output;
    }

    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }
}
