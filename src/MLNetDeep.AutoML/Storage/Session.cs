using System.Data.Common;

namespace MLNetDeep.AutoML;

/// <summary>A connection within a transaction.</summary>
internal sealed class Session(DbConnection connection)
{
    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs a query, or a statement that gives rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = Command(sql, parameters);
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>The first row of a query or of a statement that gives rows; null where there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class => Query(sql, row, parameters).FirstOrDefault();

    /// <summary>A whole number that a query gives; null where it gives no row.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = Command(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, null) : null;
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
