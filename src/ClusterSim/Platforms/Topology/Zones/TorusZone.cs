namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>
/// Hosts that are cabled to their neighbours in each dimension, around the edges. Routes go through the dimensions in
/// order, the shorter way around; where both are equal, the way that does not cross the edge unless the host stands in
/// the upper half (SimGrid's rule).
/// </summary>
internal sealed class TorusZone : IZone
{
    private readonly int[] _sizes, _up;
    private readonly ZoneLinks _links;

    public TorusZone(int[] sizes, Func<int, int, ZoneLink> cable, ZoneLinks links)
    {
        (_sizes, _links) = (sizes, links);
        int hosts = sizes.Aggregate(1, (product, size) => product * size);
        _up = new int[hosts * sizes.Length];
        for (int host = 0; host < hosts; host++)
        {
            for (int dimension = 0; dimension < sizes.Length; dimension++)
            {
                _up[(host * sizes.Length) + dimension] = links.Add(cable(host, Next(host, dimension, 1)));
            }
        }
    }

    public bool Route(int from, int to, List<int> links)
    {
        int at = from;
        for (int dimension = 0; dimension < _sizes.Length; dimension++)
        {
            bool up = GoesUp(Coordinate(from, dimension), Coordinate(to, dimension), _sizes[dimension]);
            while (Coordinate(at, dimension) != Coordinate(to, dimension))
            {
                int next = Next(at, dimension, up ? 1 : -1);
                int cable = _up[((up ? at : next) * _sizes.Length) + dimension];
                links.Add(up ? cable : _links.Back(cable));
                at = next;
            }
        }

        return true;
    }

    private static bool GoesUp(int from, int to, int size) =>
        (to > from && to <= from + (size / 2)) || (from > size / 2 && (from + (size / 2)) % size >= to);

    private int Coordinate(int host, int dimension) => host / Stride(dimension) % _sizes[dimension];

    private int Next(int host, int dimension, int step)
    {
        (int at, int size) = (Coordinate(host, dimension), _sizes[dimension]);
        return host + ((((at + step + size) % size) - at) * Stride(dimension));
    }

    private int Stride(int dimension) => _sizes.Take(dimension).Aggregate(1, (product, size) => product * size);
}
