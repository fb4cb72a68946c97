using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.AddDocumentTransformer((document, _, _) => Describe(document));
        o.AddSchemaTransformer((schema, context, _) => SayWhatConvertersHide(schema, context.JsonTypeInfo.Type));
    });

    private static Task Describe(OpenApiDocument document)
    {
        document.Info.Title = "ProjectFlow";
        document.Info.Description = "Refusals are RFC 9457 problem answers with a stable `code`. Writes need an `Idempotency-Key`.";
        return Task.CompletedTask;
    }

    // A type with its own converter is "anything" to the schema generator.
    private static Task SayWhatConvertersHide(OpenApiSchema schema, Type type)
    {
        if (type == typeof(string))
        {
            (schema.Type, schema.MaxLength) = (JsonSchemaType.String, ApiJson.MaxText);
        }
        else if (type == typeof(CaseId))
        {
            (schema.Type, schema.Pattern) = (JsonSchemaType.String, "^[agcr]-[0-9a-v]{26}$");
        }
        else if (type == typeof(PersonId) || type == typeof(OrgId))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (type == typeof(Money))
        {
            (schema.Type, schema.Format, schema.Description) = (JsonSchemaType.Integer, "int64", "fen (1/100 yuan)");
        }

        return Task.CompletedTask;
    }
}
