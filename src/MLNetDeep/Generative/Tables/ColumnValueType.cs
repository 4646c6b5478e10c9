namespace MLNetDeep.Generative.Tables;

/// <summary>The types of columns that tables may have.</summary>
internal enum ColumnValueType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A flag.</summary>
    Boolean,

    /// <summary>A key, stored in 8 bits.</summary>
    KeyByte,

    /// <summary>A key, stored in 16 bits.</summary>
    KeyUInt16,

    /// <summary>A key, stored in 32 bits.</summary>
    KeyUInt32,

    /// <summary>A key, stored in 64 bits.</summary>
    KeyUInt64,

    /// <summary>A number of single precision.</summary>
    Single,

    /// <summary>A number of double precision.</summary>
    Double,

    /// <summary>A whole number of 8 bits.</summary>
    SByte,

    /// <summary>A whole number of 8 bits without sign.</summary>
    Byte,

    /// <summary>A whole number of 16 bits.</summary>
    Int16,

    /// <summary>A whole number of 16 bits without sign.</summary>
    UInt16,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 32 bits without sign.</summary>
    UInt32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A whole number of 64 bits without sign.</summary>
    UInt64,

    /// <summary>A time, learned as seconds.</summary>
    DateTime,
}
