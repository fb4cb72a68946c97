// Microsoft.Azure.Functions.Worker 2.52.0, .Core 2.52.0, .Extensions.Abstractions 1.3.0, .Extensions.Http 3.3.0,
// .Extensions.Http.AspNetCore 2.1.1, .Extensions.Timer 4.3.1
#nullable enable
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker
{
    [AttributeUsage(AttributeTargets.Method)]
    public class FunctionAttribute(string name) : Attribute
    {
        public string Name { get; } = name;
    }

    public abstract class FunctionContext
    {
        public abstract string InvocationId { get; }
        public abstract IServiceProvider InstanceServices { get; set; }
        public virtual CancellationToken CancellationToken => CancellationToken.None;
    }

    public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
    {
        public string? Route { get; set; }
        public string[]? Methods { get; } = methods;
        public AuthorizationLevel AuthLevel { get; } = authLevel;
    }

    public enum AuthorizationLevel { Anonymous = 0, User = 1, Function = 2, System = 3, Admin = 4 }

    public sealed class TimerTriggerAttribute(string schedule) : Attribute
    {
        public string Schedule { get; } = schedule;
    }

    public class TimerInfo
    {
        public bool IsPastDue { get; set; }
    }
}

namespace Microsoft.Azure.Functions.Worker.Builder
{
    public class FunctionsApplication
    {
        public static FunctionsApplicationBuilder CreateBuilder(string[] args) => throw new NotSupportedException("Contracts do not run.");
    }

    public class FunctionsApplicationBuilder
    {
        internal FunctionsApplicationBuilder() { }

        public ConfigurationManager Configuration => throw new NotSupportedException();
        public IHostEnvironment Environment => throw new NotSupportedException();
        public ILoggingBuilder Logging => throw new NotSupportedException();
        public IServiceCollection Services => throw new NotSupportedException();
        public IHost Build() => throw new NotSupportedException();
    }

    public static class FunctionsApplicationBuilderAspNetCoreExtensions
    {
        public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => throw new NotSupportedException();
    }
}
