using System.Globalization;
using Npgsql;

namespace MLNetDeep.AutoML;

/// <summary>Addresses of PostgreSQL databases as libpq reads them: <c>postgres://user:password@host:port/database?parameter=value</c>. Errors repeat nothing that may be part of a password.</summary>
internal static class PostgresUrl
{
    private const int DefaultPort = 5432;

    // What libpq and Npgsql call the same thing.
    private static readonly SortedDictionary<string, string> _parameters = new(StringComparer.Ordinal)
    {
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["dbname"] = "Database",
        ["host"] = "Host",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
        ["password"] = "Password",
        ["port"] = "Port",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslmode"] = "SSL Mode",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["target_session_attrs"] = "Target Session Attributes",
        ["user"] = "Username",
    };

    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        var (address, query) = Cut(url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..], '?');
        var (authority, database) = Cut(address, '/');
        if (database?.Contains('@', StringComparison.Ordinal) == true)
            throw Fault("behind the host there is an '@'; write '/' in a user or password as %2F, '@' as %40, '?' as %3F and '#' as %23");
        int at = authority.LastIndexOf('@');
        var builder = new NpgsqlConnectionStringBuilder();
        SetHosts(builder, authority[(at + 1)..]);
        if (at >= 0) SetUser(builder, authority[..at]);
        if (!string.IsNullOrEmpty(database)) builder.Database = Decode(database);
        foreach (string parameter in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
            SetParameter(builder, parameter);
        return builder;
    }

    /// <summary>Reads a connection string of Npgsql.</summary>
    public static NpgsqlConnectionStringBuilder OfNpgsql(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw Fault("it is no connection string of Npgsql, such as Host=db;Port=5432;Database=sweeps;Username=me"); // the cause may quote a password
        }
    }

    /// <summary>The address for people.</summary>
    public static string WithoutUser(NpgsqlConnectionStringBuilder builder)
    {
        string host = builder.Host ?? "localhost";
        string port = builder.Port == DefaultPort || host.Contains(',', StringComparison.Ordinal) ? "" : string.Create(CultureInfo.InvariantCulture, $":{builder.Port}");
        return $"postgres://{(host.Contains(':', StringComparison.Ordinal) && !host.Contains(',', StringComparison.Ordinal) ? $"[{host}]" : host)}{port}/{builder.Database}";
    }

    private static void SetUser(NpgsqlConnectionStringBuilder builder, string info)
    {
        var (user, password) = Cut(info, ':');
        if (user.Length > 0) builder.Username = Decode(user);
        if (!string.IsNullOrEmpty(password)) builder.Password = Decode(password);
    }

    private static void SetHosts(NpgsqlConnectionStringBuilder builder, string hosts)
    {
        if (hosts.Contains(',', StringComparison.Ordinal)) // Npgsql tries them in turn
        {
            builder.Host = Decode(hosts);
            return;
        }
        int end = hosts.StartsWith('[') ? hosts.IndexOf(']', StringComparison.Ordinal) : -1;
        int colon = hosts.IndexOf(':', end + 1);
        string host = colon < 0 ? hosts : hosts[..colon];
        builder.Host = host.Length == 0 ? "localhost" : Decode(host.Trim('[', ']'));
        if (colon >= 0 && colon + 1 < hosts.Length)
            builder.Port = Port(hosts[(colon + 1)..]);
    }

    private static int Port(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536
        ? port
        : throw Fault("the port must be a whole number of 1 to 65535; write ':' in a user or password as %3A, '/' as %2F, '@' as %40, '?' as %3F and '#' as %23");

    private static void SetParameter(NpgsqlConnectionStringBuilder builder, string parameter)
    {
        var (name, value) = Cut(parameter, '=');
        if (value is null || !_parameters.TryGetValue(Decode(name), out string? keyword))
            throw Fault($"its parameters must be of {string.Join(", ", _parameters.Keys)}");
        try
        {
            builder[keyword] = keyword is "SSL Mode" ? Decode(value).Replace("-", "", StringComparison.Ordinal) : Decode(value);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw Fault($"the parameter '{Decode(name)}' has a value that is not allowed");
        }
    }

    private static (string Before, string? After) Cut(string text, char at) => text.IndexOf(at, StringComparison.Ordinal) is var i and >= 0 ? (text[..i], text[(i + 1)..]) : (text, null);

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static ArgumentException Fault(string what) => new($"The location of the store cannot be read: {what}. It is postgres://user:password@host:port/database; the password may also come from PGPASSWORD or ~/.pgpass.");
}
