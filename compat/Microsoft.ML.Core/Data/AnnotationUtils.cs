namespace Microsoft.ML.Data;

/// <summary>The kinds of annotations, their types, and how to read and build them.</summary>
internal static partial class AnnotationUtils
{
    /// <summary>The names of annotations.</summary>
    internal static class Kinds
    {
        public const string KeyValues = "KeyValues";
        public const string TrainingLabelValues = "TrainingLabelValues";
        public const string ScoreColumnSetId = "ScoreColumnSetId";
        public const string ScoreColumnKind = "ScoreColumnKind";
        public const string ScoreValueKind = "ScoreValueKind";
        public const string IsNormalized = "IsNormalized";
        public const string IsUserVisible = "IsUserVisible";
        public const string HasMissingValues = "HasMissingValues";
        public const string CategoricalSlotRanges = "CategoricalSlotRanges";
        public const string SlotNames = "SlotNames";
    }

    /// <summary>Values of some annotations.</summary>
    internal static class Const
    {
        internal static class ScoreColumnKind
        {
            public const string BinaryClassification = "BinaryClassification";
            public const string MulticlassClassification = "MulticlassClassification";
            public const string Regression = "Regression";
            public const string Ranking = "Ranking";
            public const string Clustering = "Clustering";
            public const string AnomalyDetection = "AnomalyDetection";
            public const string MultiLabelClassification = "MultiLabelClassification";
            public const string FeatureContribution = "FeatureContribution";
        }

        internal static class ScoreValueKind
        {
            public const string Score = "Score";
            public const string PredictedLabel = "PredictedLabel";
            public const string Probability = "Probability";
        }
    }

    public static KeyDataViewType ScoreColumnSetIdType { get; } = new(typeof(uint), int.MaxValue);

    public static VectorDataViewType GetNamesType(int size) => new(TextDataViewType.Instance, size);

    public static VectorDataViewType GetCategoricalType(int rangeCount) => new(NumberDataViewType.Int32, rangeCount, 2);

    public static bool HasAnnotation(this DataViewSchema.Column column, string kind)
        => column.Annotations.Schema.GetColumnOrNull(kind) != null;

    /// <summary>Reads an annotation of exactly this .NET type, where it is there.</summary>
    public static bool TryGetAnnotation<T>(
        this DataViewSchema.Annotations annotations, PrimitiveDataViewType type, string kind, ref T value)
    {
        if (annotations.Schema.GetColumnOrNull(kind) is not { } column || !column.Type.Equals(type))
            return false;
        annotations.GetValue(kind, ref value);
        return true;
    }

    /// <summary>Whether a column has names for all of its slots.</summary>
    public static bool HasSlotNames(this DataViewSchema.Column column, int vectorSize)
        => vectorSize > 0
            && column.Annotations.Schema.GetColumnOrNull(Kinds.SlotNames)?.Type is VectorDataViewType type
            && type.Size == vectorSize && type.ItemType is TextDataViewType;

    /// <summary>The names of the slots of a vector; an empty vector of that length where there are none.</summary>
    public static void GetSlotNames(
        DataViewSchema.Column column, int vectorSize, ref VBuffer<ReadOnlyMemory<char>> slotNames)
    {
        if (column.HasSlotNames(vectorSize))
            column.Annotations.GetValue(Kinds.SlotNames, ref slotNames);
        else
            slotNames = VBufferEditor.Create(ref slotNames, vectorSize, 0).Commit();
    }

    public static bool IsNormalizedColumn(this DataViewSchema.Column column)
    {
        bool value = false;
        return column.Annotations.TryGetAnnotation(BooleanDataViewType.Instance, Kinds.IsNormalized, ref value) && value;
    }

    /// <summary>The ranges of slots that came of one category each: pairs of the first and the last.</summary>
    public static bool TryGetCategoricalFeatureIndices(DataViewSchema.Column column, out int[] ranges)
    {
        ranges = [];
        if (column.Annotations.Schema.GetColumnOrNull(Kinds.CategoricalSlotRanges)?.Type is not VectorDataViewType type
            || !type.ItemType.Equals(NumberDataViewType.Int32) || type.Size <= 0)
            return false;
        VBuffer<int> value = default;
        column.Annotations.GetValue(Kinds.CategoricalSlotRanges, ref value);
        ranges = [.. value.DenseValues()];
        return true;
    }

    /// <summary>The largest id of a set of score columns in a schema; 0 where there are none.</summary>
    public static uint GetMaxAnnotationKind(
        this DataViewSchema schema, out int maxIndex, string kind, Func<DataViewSchema, int, bool>? filter = null)
    {
        uint max = 0;
        maxIndex = -1;
        foreach (DataViewSchema.Column column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not KeyDataViewType { RawType: var raw }
                || raw != typeof(uint) || (filter != null && !filter(schema, column.Index)))
                continue;
            uint value = 0;
            column.Annotations.GetValue(kind, ref value);
            if (value > max)
                (max, maxIndex) = (value, column.Index);
        }

        return max;
    }
}
