using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>
/// A real Prometheus with given samples: promtool makes its blocks from OpenMetrics text. Where there is no Prometheus
/// a test is ignored, except where the environment variable CI is set: there it must be.
/// </summary>
internal sealed class PrometheusServer : IDisposable
{
    private readonly Process _server;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _folder = Directory.CreateTempSubdirectory("clustersim-prometheus-").FullName;
    private readonly string _address;

    public PrometheusServer(string openMetrics)
    {
        RequireProgram();
        string data = Path.Combine(_folder, "data"), input = Path.Combine(_folder, "input");
        File.WriteAllText(input, openMetrics.ReplaceLineEndings("\n"));
        using (Process blocks = Start("promtool", "tsdb", "create-blocks-from", "openmetrics", input, data))
        {
            string error = blocks.StandardError.ReadToEnd();
            blocks.WaitForExit();
            Assert.That(blocks.ExitCode, Is.Zero, error);
        }

        string config = Path.Combine(_folder, "prometheus.yml");
        File.WriteAllText(config, "{}\n");
        _address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort()}");
        _server = Start(
            "prometheus", "--config.file=" + config, "--storage.tsdb.path=" + data,
            "--storage.tsdb.retention.time=100y", "--web.listen-address=" + _address);
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginErrorReadLine();
        WaitUntilReady();
    }

    /// <summary>The answer to a range query, as it comes.</summary>
    public string QueryRange(string query, long start, long end, int stepSeconds) => _client.GetStringAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"http://{_address}/api/v1/query_range?query={Uri.EscapeDataString(query)}")
        + string.Create(CultureInfo.InvariantCulture, $"&start={start}&end={end}&step={stepSeconds}"))
        .GetAwaiter().GetResult();

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void RequireProgram()
    {
        string[] folders = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "prometheus"))))
        {
            const string message = "There is no program 'prometheus'.";
            if (string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("CI")))
            {
                Assert.Ignore(message);
            }

            Assert.Fail(message);
        }
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WaitUntilReady()
    {
        for (int attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                using HttpResponseMessage answer =
                    _client.GetAsync($"http://{_address}/-/ready").GetAwaiter().GetResult();
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            Thread.Sleep(100);
        }

        Assert.Fail("Prometheus did not become ready within 30 s.");
    }
}
