using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Programmes;

namespace ProjectFlow.Portal.Guards;

/// <summary>Whoever is signed in works with the programmes, the calendar and the wordings in force now, also those another host brought in.</summary>
public sealed class CurrentDefinitions(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, StoredDefinitions stored)
    {
        if (http.User.Identity is { IsAuthenticated: true })
        {
            await stored.RefreshAsync(http.RequestAborted);
        }

        await next(http);
    }
}
