using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Tables.Parquet;

/// <summary>Reads the schema in a footer (a list of <c>SchemaElement</c>); accepts flat tables only.</summary>
internal static class SchemaReader
{
    private const int Repeated = 2;
    private static readonly string[] s_types =
        ["BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"];

    // The converted types, by number; the newer logical types are written beside them by all known writers.
    private static readonly string[] s_meanings =
    [
        "UTF8", "MAP", "MAP_KEY_VALUE", "LIST", "ENUM", "DECIMAL", "DATE", "TIME_MILLIS", "TIME_MICROS",
        "TIMESTAMP_MILLIS", "TIMESTAMP_MICROS", "UINT_8", "UINT_16", "UINT_32", "UINT_64", "INT_8", "INT_16", "INT_32",
        "INT_64", "JSON", "BSON", "INTERVAL",
    ];

    private static readonly string[] s_texts = ["UTF8", "ENUM", "JSON"];
    private static readonly string[] s_numbers =
    [
        "TIME_MILLIS", "TIME_MICROS", "TIMESTAMP_MILLIS", "TIMESTAMP_MICROS", "UINT_8", "UINT_16", "UINT_32",
        "UINT_64", "INT_8", "INT_16", "INT_32", "INT_64", "DATE",
    ];

    public static ImmutableArray<ParquetColumn> Read(ref ThriftReader thrift)
    {
        int count = thrift.List(ThriftType.Struct);
        if (count == 0)
        {
            throw new ParquetFaultException("an empty schema", "a schema");
        }

        int children = ReadElement(ref thrift).Children;
        var columns = ImmutableArray.CreateBuilder<ParquetColumn>();
        for (int i = 1; i < count; i++)
        {
            columns.Add(ColumnOf(ReadElement(ref thrift)));
        }

        string[] twice = [.. columns.GroupBy(column => column.Name).Where(same => same.Count() > 1)
            .Select(same => same.Key)];
        return children != columns.Count || twice.Length > 0
            ? throw new ParquetFaultException(
                twice.Length > 0
                    ? $"column '{twice[0]}' twice"
                    : string.Create(CultureInfo.InvariantCulture, $"{columns.Count} columns in place of {children}"),
                "a flat table")
            : columns.ToImmutable();
    }

    private static Element ReadElement(ref ThriftReader thrift)
    {
        Element element = new() { Type = -1, Meaning = -1, Name = "" };
        int outer = thrift.BeginStruct();
        while (thrift.NextField())
        {
            switch (thrift.Field)
            {
                case 1:
                    element.Type = thrift.Int32();
                    break;
                case 3:
                    element.Repetition = thrift.Int32();
                    break;
                case 4:
                    element.Name = thrift.Text();
                    break;
                case 5:
                    element.Children = thrift.Int32();
                    break;
                case 6:
                    element.Meaning = thrift.Int32();
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
        return element;
    }

    private static ParquetColumn ColumnOf(in Element element)
    {
        string name = element.Name;
        if (element.Children > 0 || element.Type < 0 || element.Repetition == Repeated)
        {
            throw new ParquetFaultException($"nested or repeated column '{name}'", "a flat table");
        }

        string type = element.Type < s_types.Length ? s_types[element.Type] : "an unknown type";
        string meaning = element.Meaning < 0 ? ""
            : element.Meaning < s_meanings.Length ? s_meanings[element.Meaning]
            : "an unknown meaning";
        bool known = Enum.IsDefined((ParquetType)element.Type)
            && (meaning.Length == 0
                || (element.Type == (int)ParquetType.ByteArray ? s_texts : s_numbers).Contains(meaning));
        return known
            ? new ParquetColumn(
                name, (ParquetType)element.Type, element.Repetition == 1, meaning.StartsWith('U') && meaning != "UTF8")
            : throw new ParquetFaultException(
                $"column '{name}' of {type}{(meaning.Length > 0 ? " as " + meaning : "")}",
                "booleans, whole numbers of 32 or 64 bits, FLOAT, DOUBLE or text");
    }

    private struct Element
    {
        public int Type;
        public int Repetition;
        public int Children;
        public int Meaning;
        public string Name;
    }
}
