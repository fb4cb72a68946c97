using ProjectFlow.Server.Hosting;

return await OneMachine.RunAsync(args);
