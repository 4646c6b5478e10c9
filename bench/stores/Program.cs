// What the journal of a sweep costs: milliseconds of each operation with 0, 1,000 and 10,000 trials of 20 reports in the history, in memory, in SQLite and in PostgreSQL,
// and the throughput of 16 workers against one with trials of 200 ms. PostgreSQL is started for it, and waits for the disk as a real one does.
// Then how long status, report and a new worker's first proposal take with 10,000 trials in a file, each in a process that has read nothing before.
// Usage: dotnet run -c Release -- [--views 10000] [--history 0,1000,10000] [--rounds 50] [--seconds 15] [--workers 16] [--out stores.json]
using MLNetDeep.AutoML;
using MLNetDeep.Bench;

if (args is ["--view", var view, var its])
{
    Views.Run(view, its);
    return;
}
string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
int Number(string name, int fallback) => int.Parse(Option(name, $"{fallback}"));

var report = new Report("ms");
string folder = Directory.CreateTempSubdirectory("stores").FullName;
using PostgresServer? server = PostgresServer.Start(out string why, sync: true);
if (server is null) Console.WriteLine(why);
foreach (int history in Option("--history", "0,1000,10000").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse))
{
    Operations.Measure(report, $"in memory, {history:N0} trials", SqliteDatabase.InMemory, history, Number("--rounds", 50), isShared: false);
    string file = Path.Combine(folder, $"{history}.db");
    Operations.Measure(report, $"SQLite, {history:N0} trials", () => StoreLocation.Parse(file).Connect(create: true), history, Number("--rounds", 50), isShared: true);
    if (server is not null)
        Operations.Measure(report, $"PostgreSQL, {history:N0} trials", () => StoreLocation.Parse(server.Url()).Connect(create: true), history, Number("--rounds", 50), isShared: true);
}
Console.WriteLine(report.ToMarkdown(new Dictionary<string, string>()));

var views = new Report("ms");
if (Number("--views", 10_000) is var trials and > 0)
    Views.Measure(views, Path.Combine(folder, "views.db"), trials, 5);
Console.WriteLine(views.ToMarkdown(new Dictionary<string, string>()));

var throughput = new Report("trials of 200 ms");
if (server is not null && Number("--workers", 16) > 0)
    SleepingWorkers.Measure(throughput, server.Url(), Number("--workers", 16), Number("--seconds", 15));
Console.WriteLine(throughput.ToMarkdown(new Dictionary<string, string>()));
if (Option("--keep", "") is { Length: > 0 } keep)
    File.Copy(Path.Combine(folder, "views.db"), keep, overwrite: true);
Directory.Delete(folder, recursive: true);
if (Option("--out", "") is { Length: > 0 } path)
{
    report.Save(path);
    views.Save(Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-views.json"));
    throughput.Save(Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-workers.json"));
}
