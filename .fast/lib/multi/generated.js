const requestSchema = { "title": "MultiRequest", "type": "object", "required": ["requests"], "properties": { "requests": { "minItems": 1, "description": "Run one after the other, in this order", "type": "array", "items": { "title": "MultiPartRequest", "type": "object", "required": ["method", "resource"], "properties": { "method": { "description": "HTTP method in upper case", "type": "string" }, "resource": { "description": "Path on this server, starting with one slash; may have a query", "type": "string" }, "query": { "description": "Added to the query of the resource; a list repeats its name", "additionalProperties": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }, { "type": "array", "items": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }] } }] }, "type": "object", "properties": {} }, "data": { "description": "Body of the request, sent as JSON" } } } } } };
const responseSchema = { "title": "MultiResponse", "type": "object", "required": ["result"], "properties": { "result": { "type": "array", "items": { "title": "MultiPart", "type": "object", "required": ["responseCode", "result"], "properties": { "responseCode": { "minimum": 200, "maximum": 599, "description": "Status that the request by itself would have had", "type": "integer" }, "headers": { "description": "Headers in lower case, without those of the connection, date, content-length and content-type application/json; several Set-Cookie are one per line", "additionalProperties": { "type": "string" }, "type": "object", "properties": {} }, "result": { "description": "The body: JSON as it is, other text as a string, anything else in base64; null where there is none" } } } } } };
const validateRequest = validate10;
const schema11 = { "title": "MultiRequest", "type": "object", "required": ["requests"], "properties": { "requests": { "minItems": 1, "description": "Run one after the other, in this order", "type": "array", "items": { "title": "MultiPartRequest", "type": "object", "required": ["method", "resource"], "properties": { "method": { "description": "HTTP method in upper case", "type": "string" }, "resource": { "description": "Path on this server, starting with one slash; may have a query", "type": "string" }, "query": { "description": "Added to the query of the resource; a list repeats its name", "additionalProperties": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }, { "type": "array", "items": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }] } }] }, "type": "object", "properties": {} }, "data": { "description": "Body of the request, sent as JSON" } } } } } };
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.requests === void 0 && (missing0 = "requests")) {
        validate10.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.requests !== void 0) {
          let data0 = data.requests;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (Array.isArray(data0)) {
              if (data0.length < 1) {
                validate10.errors = [{ instancePath: instancePath + "/requests", schemaPath: "#/properties/requests/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items" }];
                return false;
              } else {
                var valid1 = true;
                const len0 = data0.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  let data1 = data0[i0];
                  const _errs3 = errors;
                  if (errors === _errs3) {
                    if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
                      let missing1;
                      if (data1.method === void 0 && (missing1 = "method") || data1.resource === void 0 && (missing1 = "resource")) {
                        validate10.errors = [{ instancePath: instancePath + "/requests/" + i0, schemaPath: "#/properties/requests/items/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                        return false;
                      } else {
                        if (data1.method !== void 0) {
                          const _errs5 = errors;
                          if (typeof data1.method !== "string") {
                            validate10.errors = [{ instancePath: instancePath + "/requests/" + i0 + "/method", schemaPath: "#/properties/requests/items/properties/method/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                          var valid2 = _errs5 === errors;
                        } else {
                          var valid2 = true;
                        }
                        if (valid2) {
                          if (data1.resource !== void 0) {
                            const _errs7 = errors;
                            if (typeof data1.resource !== "string") {
                              validate10.errors = [{ instancePath: instancePath + "/requests/" + i0 + "/resource", schemaPath: "#/properties/requests/items/properties/resource/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                            var valid2 = _errs7 === errors;
                          } else {
                            var valid2 = true;
                          }
                          if (valid2) {
                            if (data1.query !== void 0) {
                              let data4 = data1.query;
                              const _errs9 = errors;
                              if (errors === _errs9) {
                                if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
                                  for (const key0 in data4) {
                                    let data5 = data4[key0];
                                    const _errs12 = errors;
                                    const _errs13 = errors;
                                    let valid4 = false;
                                    const _errs14 = errors;
                                    if (typeof data5 !== "string") {
                                      const err0 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                                      if (vErrors === null) {
                                        vErrors = [err0];
                                      } else {
                                        vErrors.push(err0);
                                      }
                                      errors++;
                                    }
                                    var _valid0 = _errs14 === errors;
                                    valid4 = valid4 || _valid0;
                                    if (!valid4) {
                                      const _errs16 = errors;
                                      if (!(typeof data5 == "number")) {
                                        const err1 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf/1/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                                        if (vErrors === null) {
                                          vErrors = [err1];
                                        } else {
                                          vErrors.push(err1);
                                        }
                                        errors++;
                                      }
                                      var _valid0 = _errs16 === errors;
                                      valid4 = valid4 || _valid0;
                                      if (!valid4) {
                                        const _errs18 = errors;
                                        if (typeof data5 !== "boolean") {
                                          const err2 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf/2/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
                                          if (vErrors === null) {
                                            vErrors = [err2];
                                          } else {
                                            vErrors.push(err2);
                                          }
                                          errors++;
                                        }
                                        var _valid0 = _errs18 === errors;
                                        valid4 = valid4 || _valid0;
                                        if (!valid4) {
                                          const _errs20 = errors;
                                          if (errors === _errs20) {
                                            if (Array.isArray(data5)) {
                                              var valid5 = true;
                                              const len1 = data5.length;
                                              for (let i1 = 0; i1 < len1; i1++) {
                                                let data6 = data5[i1];
                                                const _errs22 = errors;
                                                const _errs23 = errors;
                                                let valid6 = false;
                                                const _errs24 = errors;
                                                if (typeof data6 !== "string") {
                                                  const err3 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i1, schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf/3/items/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                                                  if (vErrors === null) {
                                                    vErrors = [err3];
                                                  } else {
                                                    vErrors.push(err3);
                                                  }
                                                  errors++;
                                                }
                                                var _valid1 = _errs24 === errors;
                                                valid6 = valid6 || _valid1;
                                                if (!valid6) {
                                                  const _errs26 = errors;
                                                  if (!(typeof data6 == "number")) {
                                                    const err4 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i1, schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf/3/items/anyOf/1/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                                                    if (vErrors === null) {
                                                      vErrors = [err4];
                                                    } else {
                                                      vErrors.push(err4);
                                                    }
                                                    errors++;
                                                  }
                                                  var _valid1 = _errs26 === errors;
                                                  valid6 = valid6 || _valid1;
                                                  if (!valid6) {
                                                    const _errs28 = errors;
                                                    if (typeof data6 !== "boolean") {
                                                      const err5 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i1, schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf/3/items/anyOf/2/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
                                                      if (vErrors === null) {
                                                        vErrors = [err5];
                                                      } else {
                                                        vErrors.push(err5);
                                                      }
                                                      errors++;
                                                    }
                                                    var _valid1 = _errs28 === errors;
                                                    valid6 = valid6 || _valid1;
                                                  }
                                                }
                                                if (!valid6) {
                                                  const err6 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i1, schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf/3/items/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
                                                  if (vErrors === null) {
                                                    vErrors = [err6];
                                                  } else {
                                                    vErrors.push(err6);
                                                  }
                                                  errors++;
                                                } else {
                                                  errors = _errs23;
                                                  if (vErrors !== null) {
                                                    if (_errs23) {
                                                      vErrors.length = _errs23;
                                                    } else {
                                                      vErrors = null;
                                                    }
                                                  }
                                                }
                                                var valid5 = _errs22 === errors;
                                                if (!valid5) {
                                                  break;
                                                }
                                              }
                                            } else {
                                              const err7 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf/3/type", keyword: "type", params: { type: "array" }, message: "must be array" };
                                              if (vErrors === null) {
                                                vErrors = [err7];
                                              } else {
                                                vErrors.push(err7);
                                              }
                                              errors++;
                                            }
                                          }
                                          var _valid0 = _errs20 === errors;
                                          valid4 = valid4 || _valid0;
                                        }
                                      }
                                    }
                                    if (!valid4) {
                                      const err8 = { instancePath: instancePath + "/requests/" + i0 + "/query/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/requests/items/properties/query/additionalProperties/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
                                      if (vErrors === null) {
                                        vErrors = [err8];
                                      } else {
                                        vErrors.push(err8);
                                      }
                                      errors++;
                                      validate10.errors = vErrors;
                                      return false;
                                    } else {
                                      errors = _errs13;
                                      if (vErrors !== null) {
                                        if (_errs13) {
                                          vErrors.length = _errs13;
                                        } else {
                                          vErrors = null;
                                        }
                                      }
                                    }
                                    var valid3 = _errs12 === errors;
                                    if (!valid3) {
                                      break;
                                    }
                                  }
                                } else {
                                  validate10.errors = [{ instancePath: instancePath + "/requests/" + i0 + "/query", schemaPath: "#/properties/requests/items/properties/query/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                                  return false;
                                }
                              }
                              var valid2 = _errs9 === errors;
                            } else {
                              var valid2 = true;
                            }
                          }
                        }
                      }
                    } else {
                      validate10.errors = [{ instancePath: instancePath + "/requests/" + i0, schemaPath: "#/properties/requests/items/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                      return false;
                    }
                  }
                  var valid1 = _errs3 === errors;
                  if (!valid1) {
                    break;
                  }
                }
              }
            } else {
              validate10.errors = [{ instancePath: instancePath + "/requests", schemaPath: "#/properties/requests/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
              return false;
            }
          }
        }
      }
    } else {
      validate10.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate10.errors = vErrors;
  return errors === 0;
}
export {
  requestSchema,
  responseSchema,
  validateRequest
};
