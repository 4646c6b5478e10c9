using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The number of values of a key; without one, all that its type has room for.</summary>
public sealed class KeyCount
{
    public ulong? Count;

    public KeyCount()
    {
    }

    public KeyCount(ulong count) => Count = count;
}

public sealed partial class TextLoader
{
    /// <summary>How a file is read, and into which columns.</summary>
    public class Options
    {
        /// <summary>Whether a field may stand in double quotes, with separators in it.</summary>
        public bool AllowQuoting;

        /// <summary>Whether fields may be <c>index:value</c> after a field that gives their number.</summary>
        public bool AllowSparse;

        /// <summary>The number of fields in a line of sparse data.</summary>
        public int? InputSize;

        public char[] Separators = ['\t'];

        /// <summary>The character of the decimal point: a point or a comma.</summary>
        public char DecimalMarker = '.';

        public Column[]? Columns;

        /// <summary>Whether blanks at the end of a line are dropped.</summary>
        public bool TrimWhitespace;

        /// <summary>A file whose first line is the header of all files.</summary>
        public string? HeaderFile;

        public long? MaxRows;

        /// <summary>Whether an empty field of a real column is NaN rather than 0.</summary>
        public bool MissingRealsAsNaNs;

        /// <summary>A copy with other columns.</summary>
        internal Options WithColumns(Column[] columns)
        {
            var copy = (Options)MemberwiseClone();
            copy.Columns = columns;
            return copy;
        }

        public bool HasHeader;

        public bool UseThreads = true;

        /// <summary>Whether a quoted field may have line ends in it.</summary>
        public bool ReadMultilines;

        /// <summary>What stands before a quote within quotes.</summary>
        public char EscapeChar = '"';
    }

    /// <summary>A column and the fields that it takes.</summary>
    public sealed class Column
    {
        public string? Name;

        public Range[]? Source;

        /// <summary>Makes the column a key, whose values count from 0 in the file.</summary>
        public KeyCount? KeyCount;

        public Column()
        {
        }

        public Column(string name, DataKind dataKind, int index)
            : this(name, dataKind, [new Range(index)])
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
            KeyCount = keyCount;
        }

        public DataKind DataKind { get; set; } = DataKind.Single;
    }

    /// <summary>Fields from <see cref="Min"/> to <see cref="Max"/>, both of them in the range; counted from 0.</summary>
    public sealed class Range
    {
        public int Min;

        /// <summary>The last field; none means the end of the line.</summary>
        public int? Max;

        /// <summary>To the end of the line, whose length is that of the first lines.</summary>
        public bool AutoEnd;

        /// <summary>To the end of each line.</summary>
        public bool VariableEnd;

        /// <summary>Of these fields all that no other column takes.</summary>
        public bool AllOther;

        /// <summary>Makes a vector of a single field.</summary>
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
            Contracts.CheckParam(!(max < min), nameof(max), "If specified, must be greater than or equal to min");
            Min = min;
            Max = max;
            // A range is a vector even where it has one field: two ends were said.
            ForceVector = true;
            AutoEnd = max == null;
        }
    }
}
