using ProjectFlow.Bench;

var options = Options.Parse(args);
var results = new List<Result>();
foreach (var (name, run) in Benches.All.Where(b => options.Wants(b.Name)))
{
    await Console.Error.WriteLineAsync($"measuring {name} …");
    results.AddRange(await run(options));
}

Report.Print(results, options);
