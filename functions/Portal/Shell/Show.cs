using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Shell;

/// <summary>Answers with a page. A page is a component with one parameter, <c>Model</c>.</summary>
internal static class Show
{
    public static IResult Page<TPage>(object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The same page again, saying why not; what was typed stays.</summary>
    public static IResult Again<TPage>(object model, Refusal why)
        where TPage : IComponent => Page<TPage>(model, Refusals.StatusOf(why.Kind));

    /// <summary>After a write: the browser asks for the next page, so that reloading writes nothing twice.</summary>
    public static IResult Next(string address) => Results.Redirect(address);
}
