using System.IO.Compression;
using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>Platform descriptions as files in a folder of their own.</summary>
internal static class PlatformFileFixture
{
    public static Platform Load(string content, string name = "p.yaml")
    {
        string folder = Directory.CreateTempSubdirectory("clustersim-platform-").FullName;
        try
        {
            string path = Path.Combine(folder, name);
            using (Stream file = File.Create(path))
            using (Stream target = name.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionLevel.Fastest) : file)
            {
                target.Write(System.Text.Encoding.UTF8.GetBytes(content));
            }

            return Platform.Load(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static string[] Problems(string content, string name = "p.yaml") =>
        [.. Assert.Throws<PlatformException>(() => Load(content, name))!.Problems.Select(
            problem => problem.ToString())];
}
