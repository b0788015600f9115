<?xml version="1.0" encoding="UTF-8"?>
<!-- Prose (TEI module core): p, head, list, label, item, quote, cit, q, said, soCalled, bibl, hi, title, ref, ptr,
     lb, pb, cb, gb, milestone, graphic, media, desc.
     Notes, interventions and verse are in the three files beside this one. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:set="https://tei-edition.org/ns/settings"
  xmlns:name="https://tei-edition.org/ns/names" xmlns:note="https://tei-edition.org/ns/notes" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- a paragraph is a p unless HTML forbids it what it holds -->
  <xsl:template match="tei:p" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:paragraph"/>
  </xsl:template>

  <xsl:template name="html:paragraph" as="element()">
    <xsl:variable name="citable" as="xs:boolean" select="exists(@xml:id) or empty(ancestor::*[self::tei:note or self::tei:item or self::tei:cell
      or self::tei:quote or self::tei:q or self::tei:cit or self::tei:figure or self::tei:said or self::tei:app or self::tei:standOff
      or self::tei:msDesc or self::tei:person or self::tei:place or self::tei:org])"/>
    <xsl:variable name="holds-block" as="xs:boolean" select="el:holds-block(.)"/>
    <xsl:element name="{if ($holds-block) then 'div' else 'p'}">
      <xsl:if test="$citable and not(@xml:id)"><xsl:sequence select="html:anchor(.)"/></xsl:if>
      <xsl:sequence select="html:attributes(., ('p'[$holds-block], 'ab'[current()/self::tei:ab]))"/>
      <xsl:if test="$citable"><xsl:call-template name="html:permalink"/></xsl:if>
      <xsl:apply-templates mode="html:text"/>
    </xsl:element>
  </xsl:template>

  <!-- a head of a division or a poem is a heading; of a list, figure or table a line above it -->
  <xsl:template match="tei:head" mode="html:text" as="node()*" priority="1">
    <xsl:variable name="titled" as="element()" select=".."/>
    <xsl:variable name="is-heading" as="xs:boolean" select="html:is-division($titled)
      or local-name($titled) = ('front', 'body', 'back', 'group', 'text', 'lg', 'castList', 'listBibl', 'set', 'argument', 'epigraph', 'performance')"/>
    <xsl:variable name="level" as="xs:integer" select="2 + count($titled/ancestor::*[tei:head[normalize-space()][not(el:holds-block(.))]][html:is-division(.)
      or local-name() = ('front', 'body', 'back', 'group', 'text')])"/>
    <xsl:variable name="first" as="xs:boolean" select="empty(preceding-sibling::tei:head)"/>
    <xsl:choose>
      <xsl:when test="not(normalize-space()) and empty(*)"/>
      <xsl:when test="el:holds-block(.)"><xsl:call-template name="html:block"/></xsl:when>
      <xsl:when test="$is-heading and $first">
        <xsl:element name="h{min(($level, 6))}">
          <xsl:sequence select="html:attributes(., ())"/>
          <xsl:if test="html:is-division($titled)">
            <xsl:call-template name="html:permalink">
              <xsl:with-param name="element" select="$titled"/>
              <xsl:with-param name="label" select="loc:text('ref.section', html:inner-marks(html:section-title($titled)))"/>
            </xsl:call-template>
          </xsl:if>
          <xsl:apply-templates mode="html:text"><xsl:with-param name="deferred" as="xs:boolean" select="html:notes-may-follow(.)" tunnel="yes"/></xsl:apply-templates>
        </xsl:element>
        <xsl:if test="html:notes-may-follow(.)"><xsl:call-template name="html:deferred-notes"/></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <p><xsl:sequence select="html:attributes(., 'head')"/><xsl:apply-templates mode="html:text"/></p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- in the caption of its table -->
  <xsl:template match="tei:table/tei:head" mode="html:text" as="node()*" priority="2">
    <xsl:apply-templates mode="html:text"/>
    <xsl:if test="following-sibling::tei:head"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <!-- Lists. A transmitted label stands with its item; what stands between items goes into the next one. -->
  <xsl:template match="tei:list" mode="html:text" as="node()*" priority="1">
    <xsl:variable name="above" as="element()*" select="tei:head | tei:desc | tei:headLabel | tei:headItem | tei:argument | tei:opener"/>
    <xsl:variable name="labelled" as="xs:boolean" select="exists(tei:label | tei:item/node()[not(self::text()[not(normalize-space())])][1]/self::tei:label)"/>
    <xsl:variable name="ordered" as="xs:boolean" select="(@type, @rend) ! tokenize(.) = ('ordered', 'numbered')"/>
    <xsl:apply-templates select="$above" mode="html:text"/>
    <xsl:element name="{if ($ordered and not($labelled)) then 'ol' else 'ul'}">
      <xsl:sequence select="html:attributes(., ('labelled'[$labelled], 'gloss'[current()/@type = 'gloss'], 'plain'[current()/(@type, @rend) ! tokenize(.) = ('simple', 'inline', 'run-in', 'none')]))"/>
      <xsl:for-each-group select="* except $above" group-ending-with="tei:item">
        <li>
          <xsl:for-each select="current-group()[last()]/self::tei:item"><xsl:sequence select="html:attributes(., ())"/></xsl:for-each>
          <xsl:apply-templates select="current-group()" mode="html:text"/>
        </li>
      </xsl:for-each-group>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:list/tei:item" mode="html:text" as="node()*" priority="1">
    <xsl:apply-templates mode="html:text"/>
  </xsl:template>

  <!-- a label, with the space after it that keeps it from its item -->
  <xsl:template match="tei:label" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="el:holds-block(.) or (el:is-block(.) and not(parent::tei:list))"><xsl:call-template name="html:block"/></xsl:when>
      <xsl:otherwise>
        <span><xsl:sequence select="html:attributes(., 'label')"/><xsl:apply-templates mode="html:text"/></span>
        <xsl:if test="not(following-sibling::node()[1][self::text()][matches(., '^\s')])"><xsl:text> </xsl:text></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a quotation with its reference, set apart -->
  <xsl:template match="tei:cit" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="el:is-block(.)">
        <div>
          <xsl:if test="not(@xml:id) and not(ancestor::tei:note)"><xsl:sequence select="html:anchor(.)"/></xsl:if>
          <xsl:sequence select="html:attributes(., 'cit')"/>
          <xsl:if test="@xml:id"><xsl:call-template name="html:permalink"/></xsl:if>
          <xsl:apply-templates select="node() except tei:quote ! html:marker-after(.)" mode="html:text"/>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="html:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- returns the marks of notes that follow a quotation in its cit: they stand in its last line -->
  <xsl:function name="html:marker-after" as="element()*">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="$quotation[parent::tei:cit][not(el:holds-block(.))]/following-sibling::*[1]/self::tei:ref[note:of-marker(.)]"/>
  </xsl:function>

  <xsl:template match="tei:cit/tei:bibl | tei:cit/tei:ref[not(note:of-marker(.))]" mode="html:text" as="node()*" priority="7">
    <xsl:variable name="linked" as="xs:boolean" select="exists(self::tei:ref) or exists(name:kind(.))"/>
    <xsl:choose>
      <xsl:when test="not(el:is-block(..))"><xsl:next-match/></xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (el:holds-block(.)) then 'div' else 'p'}">
          <xsl:choose>
            <xsl:when test="$linked"><xsl:attribute name="class" select="'source'"/><xsl:next-match/></xsl:when>
            <xsl:otherwise><xsl:sequence select="html:attributes(., 'source')"/><xsl:apply-templates mode="html:text"/></xsl:otherwise>
          </xsl:choose>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:quote | tei:q | tei:said" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="el:is-block(.)">
        <blockquote>
          <xsl:sequence select="html:attributes(., ())"/>
          <xsl:if test="@xml:id and not(parent::tei:cit)"><xsl:call-template name="html:permalink"/></xsl:if>
          <xsl:choose>
            <xsl:when test="el:holds-block(.)"><xsl:apply-templates mode="html:text"/></xsl:when>
            <xsl:otherwise>
              <p>
                <xsl:apply-templates mode="html:text"/>
                <xsl:for-each select="html:marker-after(.)">
                  <xsl:if test="preceding-sibling::node()[1][self::text()]"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="." mode="html:text"/>
                </xsl:for-each>
              </p>
            </xsl:otherwise>
          </xsl:choose>
        </blockquote>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="html:marked-words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:soCalled" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:marked-words"/>
  </xsl:template>

  <!-- words that quotation marks enclose: where the source's marks were not transcribed, the page makes them -->
  <xsl:template name="html:marked-words" as="node()*">
    <xsl:choose>
      <xsl:when test="el:holds-block(.) or el:opens-with-mark(.)
        or root(.)/*/tei:teiHeader/tei:encodingDesc/tei:editorialDecl/tei:quotation/@marks = 'all'">
        <xsl:call-template name="html:inline"/>
      </xsl:when>
      <xsl:otherwise><q><xsl:sequence select="html:attributes(., ())"/><xsl:apply-templates mode="html:text"/></q></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what the source sets off by its letters -->
  <xsl:template match="tei:hi" mode="html:text" as="node()*" priority="1">
    <xsl:variable name="rend" as="xs:string*" select="html:rend(.)"/>
    <xsl:variable name="tag" as="xs:string" select="if (el:holds-block(.)) then 'div'
      else (map{ 'r-bold': 'b', 'r-sup': 'sup', 'r-sub': 'sub', 'r-italic': 'i' }(($rend, '')[1]),
        if (@rend or @rendition or @style) then 'span' else 'i')[1]"/>
    <xsl:element name="{$tag}">
      <xsl:sequence select="html:attributes(., 'in-line'[$tag eq 'div'])"/>
      <xsl:apply-templates mode="html:text"/>
    </xsl:element>
  </xsl:template>

  <!-- a title of something published by itself is in italics, unless marks already enclose it -->
  <xsl:template match="tei:title" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="el:is-block(.) or el:holds-block(.)"><xsl:call-template name="html:block"/></xsl:when>
      <xsl:when test="@level = ('m', 'j', 's') and not(@rend or @rendition) and not(el:opens-with-mark(.))">
        <cite><xsl:sequence select="html:attributes(., ())"/><xsl:apply-templates mode="html:text"/></cite>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="html:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a reference that leads somewhere; where other links stand inside it, its own words are linked piece by piece -->
  <xsl:template match="tei:ref" mode="html:text" as="node()*" priority="1">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="href" as="xs:string?" select="if ($in-link) then () else (tokenize(@target) ! html:href(., current()))[1]"/>
    <xsl:choose>
      <xsl:when test="empty($href) or el:holds-block(.)"><xsl:call-template name="html:inline"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="html:linked">
          <xsl:with-param name="href" as="xs:string" select="$href"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:ptr" mode="html:text" as="node()*" priority="1">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="pointer" as="xs:string" select="string(tokenize(@target)[1])"/>
    <xsl:variable name="target" as="element()?" select="if (starts-with($pointer, '#')) then key('id:by-id', substring($pointer, 2), root(.))[1] else ()"/>
    <xsl:variable name="href" as="xs:string?" select="if ($in-link) then () else html:href($pointer, .)"/>
    <xsl:variable name="label" as="xs:string" select="if ($target and html:is-division($target) and $target/tei:head) then html:section-title($target)
      else if ($target/ancestor-or-self::tei:text) then ref:label($target) else $pointer"/>
    <xsl:choose>
      <xsl:when test="$href"><a data-generated="" href="{$href}"><xsl:sequence select="html:id(.)"/><xsl:value-of select="$label"/></a></xsl:when>
      <xsl:when test="@xml:id or $pointer"><span data-generated=""><xsl:sequence select="html:id(.)"/><xsl:value-of select="$label"/></span></xsl:when>
      <xsl:otherwise/>
    </xsl:choose>
  </xsl:template>

  <!-- an element as a link: whole where nothing in it can be pressed, else in pieces; the signs of interventions follow it -->
  <xsl:template name="html:linked" as="node()*">
    <xsl:param name="href" as="xs:string"/>
    <xsl:param name="attributes" as="attribute()*" select="html:attributes(., ())"/>
    <xsl:variable name="inner" as="element()*" select="if (empty(*)) then () else .//tei:*[self::tei:ref or self::tei:ptr or self::tei:note or self::tei:app
      or self::tei:graphic or self::tei:pb[@facs] or name:kind(.)]"/>
    <xsl:choose>
      <xsl:when test="empty($inner)">
        <a href="{$href}">
          <xsl:sequence select="$attributes"/>
          <xsl:apply-templates mode="html:text">
            <xsl:with-param name="in-link" as="xs:boolean" select="true()" tunnel="yes"/>
            <xsl:with-param name="link" as="xs:string?" select="()" tunnel="yes"/>
          </xsl:apply-templates>
        </a>
        <xsl:call-template name="html:signs-within"/>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:sequence select="$attributes"/>
          <xsl:apply-templates mode="html:text">
            <xsl:with-param name="link" as="xs:string?" select="$href" tunnel="yes"/>
            <xsl:with-param name="first" as="text()?" select="(.//text()[matches(., '[\p{L}\p{N}]')] except $inner//text())[1]" tunnel="yes"/>
          </xsl:apply-templates>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a line's end: a space where the words are two, and a break for those who ask for the source's lines -->
  <xsl:template match="tei:lb" mode="html:text" as="node()*" priority="1">
    <xsl:sequence select="html:parted(.)"/>
    <xsl:if test="not(html:opens-block(.))"><br class="lb"><xsl:sequence select="html:id(.)"/></br></xsl:if>
    <xsl:if test="@n"><span class="ln" data-generated="" data-n="{normalize-space(@n)}"></span></xsl:if>
  </xsl:template>

  <!-- a page's or column's beginning -->
  <xsl:template match="tei:pb | tei:cb | tei:gb" mode="html:text" as="node()*" priority="1">
    <xsl:sequence select="html:parted(.)"/>
    <span class="{local-name()}" data-generated="">
      <xsl:sequence select="html:id(.)"/>
      <xsl:attribute name="data-n" select="normalize-space(@n)"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:milestone" mode="html:text" as="node()*" priority="1">
    <xsl:if test="@unit = ('line', 'page', 'column', 'folio')"><xsl:sequence select="html:parted(.)"/></xsl:if>
    <xsl:if test="@xml:id or @n"><span class="milestone" data-generated="" data-n="{normalize-space(@n)}"><xsl:sequence select="html:id(.)"/></span></xsl:if>
  </xsl:template>

  <!-- returns a space where a break parts two words and no white space stands beside it -->
  <xsl:function name="html:parted" as="text()?">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$break/preceding-sibling::node()[self::* or self::text()][1]"/>
    <xsl:variable name="after" as="node()?" select="$break/following-sibling::node()[self::* or self::text()][1]"/>
    <xsl:if test="not($break/@break = 'no') and $before and $after and not(matches($before, '\s$') or matches($after, '^\s'))
      and not($before[self::*][el:is-block(.)] or $after[self::*][el:is-block(.)] or $after[self::tei:lb or self::tei:pb or self::tei:cb])">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:opens-block" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="el:is-block($break/..) and empty($break/preceding-sibling::node()[self::*[not(self::tei:pb or self::tei:cb or self::tei:fw or self::tei:lb)]
      or self::text()[normalize-space()]])"/>
  </xsl:function>

  <!-- A picture is shown only if the edition has it (settings.images: address as written → address in the site): a page asks
       no other host for anything, and a picture that is missing says which one. -->
  <xsl:template match="tei:graphic | tei:media | tei:binaryObject" mode="html:text" as="node()*" priority="1">
    <xsl:variable name="url" as="xs:string" select="normalize-space(@url)"/>
    <xsl:variable name="own" as="xs:string?" select="set:get(('images', $url)) ! string(.)"/>
    <xsl:variable name="about" as="xs:string" select="string-join((../tei:figDesc, tei:desc) ! normalize-space(.), ' ')"/>
    <xsl:choose>
      <!-- a recording is offered, not started -->
      <xsl:when test="$own and matches(@mimeType, '^(audio|video)/')">
        <a data-generated="" href="{$root}{$own}"><xsl:sequence select="html:id(.)"/><xsl:value-of select="replace($own, '^.*/', '')"/></a>
      </xsl:when>
      <xsl:when test="$own">
        <img src="{$root}{$own}" alt="{$about}"><xsl:sequence select="html:attributes(., ()), html:pixels(@width), html:pixels(@height)"/></img>
      </xsl:when>
      <xsl:otherwise>
        <span class="missing" data-generated="">
          <xsl:sequence select="html:id(.)"/>
          <xsl:variable name="href" as="xs:string?" select="if ($url) then html:href($url, .) else ()"/>
          <xsl:variable name="words" as="xs:string" select="loc:text('image.missing', replace($url, '^.*/', ''))"/>
          <xsl:choose>
            <xsl:when test="$href"><a href="{$href}"><xsl:value-of select="$words"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
          </xsl:choose>
          <xsl:for-each select="tei:desc[normalize-space()]"><xsl:text> </xsl:text><span><xsl:value-of select="normalize-space(.)"/></span></xsl:for-each>
        </span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="* except tei:desc" mode="html:text"/>
  </xsl:template>

  <xsl:function name="html:pixels" as="attribute()?">
    <xsl:param name="length" as="attribute()?"/>
    <xsl:if test="matches($length, '^[0-9]+(px)?$')">
      <xsl:attribute name="{local-name($length)}" select="replace($length, 'px', '')"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
