using ProjectFlow.Bench;

if (args is ["cost", ..])
{
    await ProjectFlow.Bench.Cost.CostCommand.RunAsync();
    return 0;
}

if (args is ["year", ..])
{
    return await ProjectFlow.Bench.Year.YearCommand.RunAsync(everything: args.Contains("--all"));
}

var options = Options.Parse(args);
var results = new List<Result>();
foreach (var (name, run) in Benches.All.Where(b => options.Wants(b.Name)))
{
    await Console.Error.WriteLineAsync($"measuring {name} …");
    results.AddRange(await run(options));
}

Report.Print(results, options);
return 0;
