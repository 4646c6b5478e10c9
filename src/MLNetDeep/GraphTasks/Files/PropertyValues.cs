using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>What each graph has one of, such as a label: text, a number, true or false, or a list of numbers. It may be missing.</summary>
/// <param name="name">What files call it.</param>
/// <param name="columnName">What the column is called.</param>
internal sealed class PropertyValues(string name, string columnName)
{
    // Up to here a Single tells whole numbers apart.
    private const double LargestWhole = 1 << 24;
    private readonly List<object?> _values = [];
    private int _length;
    private long _line;
    private bool _hasText;
    private bool _isWide;

    /// <summary>Whether any graph has it.</summary>
    public bool IsThere => _line > 0;

    /// <summary>Notes the value of a graph.</summary>
    /// <param name="row">The position of the graph.</param>
    /// <param name="value">A string, a bool, a double, or an array of float.</param>
    /// <param name="line">Where it stands.</param>
    /// <exception cref="FormatException">It does not go with those before.</exception>
    public void Add(int row, object value, long line)
    {
        var length = value is float[] list ? list.Length : 0;
        if (_line == 0) (_length, _line) = (length, line);
        if (length != _length) throw new FormatException($"'{name}' is {Describe(length)}, but {Describe(_length)} in line {_line}: it must be the same in all lines.");
        Fill(row);
        _values.Add(value);
        _hasText |= value is string or bool;
        _isWide |= value is double number && Math.Abs(number) > LargestWhole && double.IsInteger(number);
    }

    /// <summary>The column.</summary>
    /// <param name="rows">How many graphs there are.</param>
    public MemoryColumn ToColumn(int rows)
    {
        Fill(rows);
        if (_length > 0) return ToLists();
        if (_hasText) return new ValueColumn<ReadOnlyMemory<char>>(columnName, TextDataViewType.Instance, [.. _values.Select(v => Text(v).AsMemory())]);
        return _isWide && columnName != GraphColumns.Label
            ? new ValueColumn<double>(columnName, NumberDataViewType.Double, [.. _values.Select(Number)])
            : new ValueColumn<float>(columnName, NumberDataViewType.Single, [.. _values.Select(v => (float)Number(v))]);
    }

    private ListColumn<float> ToLists()
    {
        var lists = new Ragged<float>();
        foreach (var value in _values)
        {
            foreach (var number in value as float[] ?? [.. Enumerable.Repeat(float.NaN, _length)]) lists.Add(number);
            lists.EndRow();
        }
        return new ListColumn<float>(columnName, new VectorDataViewType(NumberDataViewType.Single, _length), lists);
    }

    private void Fill(int rows)
    {
        while (_values.Count < rows) _values.Add(null);
    }

    private static double Number(object? value) => value is double number ? number : double.NaN;

    private static string Text(object? value) => value switch
    {
        string text => text,
        double number => GraphNumber.Text(number),
        true => "true",
        false => "false",
        _ => "",
    };

    private static string Describe(int length) => length switch { 0 => "no list", 1 => "a list of 1 number", _ => $"a list of {length} numbers" };
}
