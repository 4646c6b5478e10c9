using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>Stands at the end of a chain, sees what the chain promises, and changes nothing.</summary>
internal sealed class Probe : IEstimator<ITransformer>
{
    public SchemaShape? Promised { get; private set; }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Promised = inputSchema;

    public ITransformer Fit(IDataView input) => new Nothing();

    private sealed class Nothing : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
