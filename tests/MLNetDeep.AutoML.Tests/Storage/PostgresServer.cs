using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MLNetDeep.AutoML;

/// <summary>A PostgreSQL server from the system's own package, in a temporary folder. It ends, and its folder goes, with this object or with this process.</summary>
internal sealed class PostgresServer : IDisposable
{
    /// <summary>A password that must be escaped in an address.</summary>
    public const string Password = "Gr3en/Tea:p@ss";

    private const string User = "sweeper";

    // Reading ends when this process closes the pipe or is gone: then the server goes too. The unused socket folder saves a check of its path's length.
    private const string Script =
        """
        cd "$1" && printf %s "$4" > password &&
        "$2/initdb" -D data -U "$5" --auth=scram-sha-256 --pwfile=password --encoding=UTF8 --locale=C --no-sync > log 2>&1 || { cat log >&2; exit 1; }
        "$2/postgres" -D data -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync="$6" >> log 2>&1 &
        server=$!
        read -r _
        kill -INT $server; wait $server; cd / && rm -rf "$1"
        """;

    private readonly Process _process;
    private readonly int _port;

    private PostgresServer(string programs, bool sync)
    {
        string folder = Directory.CreateTempSubdirectory("mlnetdeep-pg-").FullName;
        _port = FreePort();
        string[] script = ["sh", "-c", Script, "sh", folder, programs, $"{_port}", Password, User, sync ? "on" : "off"];
        if (Environment.IsPrivilegedProcess) // a server does not run as root
        {
            Process.Start("chown", ["postgres", folder]).WaitForExit();
            script = ["runuser", "-u", "postgres", "--", .. script];
        }
        _process = Process.Start(new ProcessStartInfo(script[0], script[1..]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        WaitUntilReady(programs);
    }

    /// <summary>Starts one.</summary>
    /// <param name="why">Why there is none.</param>
    /// <param name="sync">Whether it waits for the disk, as a real one does.</param>
    public static PostgresServer? Start(out string why, bool sync = false)
    {
        string? programs = Programs();
        why = programs is null ? "PostgreSQL is not installed: 'apt-get install postgresql' brings it."
            : Environment.IsPrivilegedProcess && !File.ReadAllText("/etc/passwd").Contains("\npostgres:", StringComparison.Ordinal) ? "PostgreSQL does not run as root, and there is no user 'postgres'."
            : "";
        return why.Length > 0 ? null : new PostgresServer(programs!, sync);
    }

    /// <summary>The address of a database, with user and password.</summary>
    public string Url(string database = "postgres") => $"postgres://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{_port}/{database}";

    /// <summary>The same for Npgsql.</summary>
    public string ConnectionString(string database = "postgres") => $"Host=127.0.0.1;Port={_port};Username={User};Password={Password};Database={database}";

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(TimeSpan.FromSeconds(20));
        _process.Dispose();
    }

    private void WaitUntilReady(string programs)
    {
        var clock = Stopwatch.StartNew();
        while (!IsReady(programs))
        {
            if (_process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(1))
                throw new InvalidOperationException($"PostgreSQL does not start: {(_process.HasExited ? _process.StandardError.ReadToEnd() : "it is silent")}");
            Thread.Sleep(50);
        }
    }

    private bool IsReady(string programs)
    {
        using Process process = Process.Start(new ProcessStartInfo(Path.Combine(programs, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", $"{_port}"]))!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string? Programs()
    {
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(f => f.Length).ThenByDescending(f => f).Select(f => Path.Combine(f, "bin")) : [];
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
