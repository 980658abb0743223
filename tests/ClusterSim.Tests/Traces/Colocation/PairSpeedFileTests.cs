using System.Collections.Immutable;
using ClusterSim.Traces.Colocation;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces.Colocation;

/// <summary>The measurements of Lucid (Hu et al., ASPLOS 2023); the expected values are counted in its files.</summary>
public class PairSpeedFileTests
{
    [Test]
    public void EveryMeasurementIsRead()
    {
        // 1,388 pairs, 56 of them of one kind of job with itself; 66 kinds. The first row: MobileNetV3 .983, ResNet18
        // 1.034.
        PairInterference pairs = PairSpeedFile.Read(SharedData.Path("lucid/colocate_info.csv.gz"));
        ImmutableArray<JobSignature> kinds = SignatureFile.Read(SharedData.Path("lucid/single_data.csv"));

        Assert.That(pairs.Count, Is.EqualTo((2 * 1388) - 56));
        Assert.That(kinds, Has.Length.EqualTo(66));
        JobSignature mobile = kinds.Single(kind => kind.Name == "MobileNetV3/ImageNet/32");
        JobSignature resnet = kinds.Single(kind => kind.Name == "ResNet18/CIFAR-10/32");
        Assert.That(pairs.Speed(mobile, [resnet]), Is.EqualTo(0.983));
        Assert.That(pairs.Speed(resnet, [mobile]), Is.EqualTo(1.034));
        Assert.That(kinds[1], Is.EqualTo(new JobSignature
        {
            Name = "BERT/SQuAD/32/amp", GpuUtilization = 99.593, MemoryUtilization = 74.23, GpuMemoryMiB = 16334,
            MixedPrecision = true, SharingScore = 2,
        }));
    }
}
