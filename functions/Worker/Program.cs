using ProjectFlow.Worker.Hosting;

return await AzureEdition.RunAsync(args);
