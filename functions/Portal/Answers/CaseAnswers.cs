using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Answers;

internal static class CaseAnswers
{
    /// <summary>The desk's answer with the case's version as entity tag, so that the next write can name it.</summary>
    public static IResult ToResult(this Answer answer, HttpContext http, string? createdAt = null)
    {
        if (answer is not Answer.Done done)
        {
            return ((Answer.Refused)answer).Why.ToProblem();
        }

        http.Response.Headers.ETag = RequestHeaders.ETagOf(done.Version);
        return createdAt is null ? Results.Ok(done) : Results.Created(createdAt, done);
    }
}
