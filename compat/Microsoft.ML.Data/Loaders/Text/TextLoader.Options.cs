using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A column, and the fields of a line that it is made of.</summary>
    public sealed class Column
    {
        public string Name = null!;

        public Range[] Source = null!;

        /// <summary>For a key, how many values it has.</summary>
        public KeyCount KeyCount = null!;

        public Column()
        {
        }

        public Column(string name, DataKind dataKind, int index) : this(name, dataKind, [new Range(index)])
        {
        }

        public Column(string name, DataKind dataKind, int minIndex, int maxIndex)
            : this(name, dataKind, [new Range(minIndex, maxIndex)])
        {
        }

        public Column(string name, DataKind dataKind, Range[] source, KeyCount? keyCount = null)
        {
            Contracts.CheckValue(name, nameof(name));
            Contracts.CheckValue(source, nameof(source));
            Name = name;
            DataKind = dataKind;
            Source = source;
            KeyCount = keyCount!;
        }

        public DataKind DataKind { get; set; } = DataKind.Single;

        internal bool IsValid => Source is { Length: > 0 } && Source.All(r => r.IsValid);
    }

    /// <summary>Fields of a line, counted from 0, both ends among them.</summary>
    public sealed class Range
    {
        public int Min;

        public int? Max;

        /// <summary>To the end of the lines, as the first of them show it.</summary>
        public bool AutoEnd;

        /// <summary>To the end of each line: the vectors differ in size.</summary>
        public bool VariableEnd;

        /// <summary>All fields that no other column takes.</summary>
        public bool AllOther;

        /// <summary>A vector even of one field.</summary>
        public bool ForceVector;

        public Range()
        {
        }

        public Range(int index)
        {
            Contracts.CheckParam(index >= 0, nameof(index), "Must be non-negative");
            Min = index;
            Max = index;
        }

        public Range(int min, int? max)
        {
            Contracts.CheckParam(min >= 0, nameof(min), "Must be non-negative");
            Contracts.CheckParam(!(max < min), nameof(max), "If specified, must be greater than or equal to " + nameof(min));
            Min = min;
            Max = max;
            // A range is a vector even where it is of one field, and one without an end ends with the line.
            ForceVector = true;
            AutoEnd = max == null;
        }

        internal bool IsValid => Min >= 0 && !(Max < Min);
    }

    /// <summary>How text is read.</summary>
    public class Options
    {
        /// <summary>Whether a field in quotation marks may hold separators.</summary>
        public bool AllowQuoting;

        /// <summary>Whether vectors may be written as their length and pairs of index and value.</summary>
        public bool AllowSparse;

        /// <summary>The number of fields of a line, where lines are sparse as a whole.</summary>
        public int? InputSize;

        public char[] Separators = ['\t'];

        public char DecimalMarker = '.';

        /// <summary>The columns; null for what the file or its first lines say.</summary>
        public Column[] Columns = null!;

        public bool TrimWhitespace;

        /// <summary>Whether the first line of each file holds names.</summary>
        public bool HasHeader;

        public bool UseThreads = true;

        /// <summary>Whether a quoted field may hold line breaks.</summary>
        public bool ReadMultilines;

        /// <summary>A file whose first line holds the names instead.</summary>
        public string HeaderFile = null!;

        /// <summary>How many lines to read at most.</summary>
        public long? MaxRows;

        public char EscapeChar = '"';

        /// <summary>Whether an empty field of reals is NaN rather than 0.</summary>
        public bool MissingRealsAsNaNs;

        internal Options Clone() => (Options)MemberwiseClone();
    }
}
