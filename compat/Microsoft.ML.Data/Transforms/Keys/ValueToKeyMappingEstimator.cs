using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the different values of columns and numbers them from 1.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    /// <summary>In which order values get their keys.</summary>
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    private readonly IHost _host;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly int _maximum;
    private readonly bool _sort;
    private readonly bool _asText;
    private readonly IDataView? _keyData;

    internal ValueToKeyMappingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns,
        int maximumNumberOfKeys, KeyOrdinality keyOrdinality, bool addKeyValueAnnotationsAsText, IDataView? keyData)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        if (keyData != null && keyData.Schema.Count(c => !c.IsHidden) is int count && count != 1)
        {
            throw _host.ExceptParam(nameof(keyData), "If specified, this data view should contain only a single column " +
                $"containing the terms to map, but this had {count} columns.");
        }
        _columns = columns;
        _maximum = maximumNumberOfKeys;
        _sort = keyOrdinality == KeyOrdinality.ByValue;
        _asText = addKeyValueAnnotationsAsText;
        _keyData = keyData;
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        _host.CheckUserArg(_maximum > 0, "MaxNumTerms", "Must be positive");
        DataViewSchema.Column[] sources = Array.ConvertAll(_columns, pair =>
            input.Schema.GetColumnOrNull(pair.InputColumnName)
                ?? throw _host.ExceptSchemaMismatch("inputSchema", "input", pair.InputColumnName));
        TermMap[] maps = _keyData == null
            ? Train(input, sources)
            : [.. Enumerable.Repeat(MapOfKeyData(sources), sources.Length)];
        WarnOfEmpty(maps);
        return new ValueToKeyMappingTransformer(_host, _columns, maps, _asText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair => MakeColumn(inputSchema.Require(pair.InputColumnName, _host), pair.OutputColumnName)));
    }

    private SchemaShape.Column MakeColumn(SchemaShape.Column input, string name)
    {
        if (!input.IsKey && !input.ItemType.IsStandardScalar())
        {
            throw _host.ExceptSchemaMismatch("inputSchema", "input", input.Name,
                "key type or standard scalar type or vector of them", input.GetTypeString());
        }
        var annotations = new List<SchemaShape.Column>();
        annotations.Keep(input, AnnotationUtils.Kinds.SlotNames);
        if (input.IsKey && input.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column values))
            annotations.Add(values);
        else
            annotations.Add(new SchemaShape.Column(AnnotationUtils.Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector,
                _asText ? TextDataViewType.Instance : input.ItemType, input.IsKey && !_asText));
        return new SchemaShape.Column(name, input.Kind, NumberDataViewType.UInt32, true, new SchemaShape(annotations));
    }

    private TermMap[] Train(IDataView data, DataViewSchema.Column[] columns)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        TermBuilder[] builders = Array.ConvertAll(columns, column => TermBuilder.Create(cursor, column, _maximum));
        while (cursor.MoveNext())
        {
            foreach (TermBuilder builder in builders)
                builder.AddRow();
        }
        return Array.ConvertAll(builders, builder => builder.Finish(_sort));
    }

    private TermMap MapOfKeyData(DataViewSchema.Column[] sources)
    {
        DataViewSchema.Column terms = _keyData!.Schema.Single(c => !c.IsHidden);
        foreach (DataViewSchema.Column source in sources)
        {
            if (!source.Type.GetItemType().Equals(terms.Type.GetItemType()))
            {
                throw _host.ExceptParam("keyData", "Input data's column must be of type " +
                    $"'{source.Type.GetItemType()}' but was '{terms.Type.GetItemType()}'");
            }
        }
        return Train(_keyData, [terms])[0];
    }

    private void WarnOfEmpty(TermMap[] maps)
    {
        for (int i = 0; i < maps.Length; i++)
        {
            if (maps[i].Count > 0)
                continue;
            using IChannel channel = _host.Start("Training");
            channel.Warning($"Term map for output column '{_columns[i].OutputColumnName}' contains no entries.");
        }
    }
}
