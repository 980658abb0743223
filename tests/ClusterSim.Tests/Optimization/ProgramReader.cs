using System.Text.Json;
using ClusterSim.Optimization;

namespace ClusterSim.Tests.Optimization;

/// <summary>Reads the programs that the scripts in this folder wrote.</summary>
internal static class ProgramReader
{
    public static LinearProgram Read(JsonElement instance)
    {
        double[] objective = [.. instance.GetProperty("objective").EnumerateArray().Select(item => item.GetDouble())];
        LinearProgram program = new(objective.Length);
        objective.CopyTo(program.Objective);
        int at = 0;
        program.Upper.Fill(instance.TryGetProperty("upper", out JsonElement uppers) ? double.PositiveInfinity : 1);
        foreach (JsonElement upper in uppers.ValueKind == JsonValueKind.Array ? uppers.EnumerateArray() : [])
        {
            program.Upper[at++] = upper.ValueKind == JsonValueKind.Null ? double.PositiveInfinity : upper.GetDouble();
        }

        foreach (JsonElement row in instance.GetProperty("rows").EnumerateArray())
        {
            RowRelation relation = row[1].GetString() switch
            {
                "<=" => RowRelation.AtMost,
                ">=" => RowRelation.AtLeast,
                _ => RowRelation.Equal,
            };
            Span<double> coefficients = program.AddRow(relation, row[2].GetDouble());
            at = 0;
            foreach (JsonElement item in row[0].EnumerateArray())
            {
                coefficients[at++] = item.GetDouble();
            }
        }

        return program;
    }
}
