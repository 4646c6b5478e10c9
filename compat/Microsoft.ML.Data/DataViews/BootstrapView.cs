namespace Microsoft.ML.Data;

/// <summary>
/// A bootstrap sample by online drawing: every row comes as often as a Poisson variable of mean 1 says; the complement
/// has the rows that are drawn no time.
/// </summary>
internal sealed class BootstrapView(IDataView source, int seed, bool complement) : RowSelectingView(source)
{
    protected override DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand)
        => new Cursor(Source.GetRowCursor(columns), new Random(seed), complement);

    private sealed class Cursor(DataViewRowCursor input, Random random, bool complement) : RowSelectingCursor(input)
    {
        private int _left;

        public override ValueGetter<DataViewRowId> GetIdGetter()
        {
            ValueGetter<DataViewRowId> input = Input.GetIdGetter();
            return (ref DataViewRowId id) =>
            {
                input(ref id);
                id = id.Combine(new DataViewRowId((ulong)_left, 0));
            };
        }

        protected override bool MoveNextCore()
        {
            if (_left > 0)
            {
                _left--;
                return true;
            }
            while (Input.MoveNext())
            {
                int draws = Poisson();
                if (complement ? draws == 0 : draws > 0)
                {
                    _left = complement ? 0 : draws - 1;
                    return true;
                }
            }
            return false;
        }

        // Knuth's method, enough for a mean of 1.
        private int Poisson()
        {
            int count = 0;
            for (double p = random.NextDouble(); p > 1 / Math.E; p *= random.NextDouble())
                count++;
            return count;
        }
    }
}
